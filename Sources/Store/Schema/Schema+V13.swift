extension Schema {
    /// Memory and labels of hosts, what servers take of the one and ask of the other.
    ///
    /// What a server claims of its host's memory follows from the slots that it claims, so that both grow and go together.
    static let v13 = memory + wishes

    private static let memory = """
        ALTER TABLE host ADD COLUMN memory_kib INTEGER CHECK (memory_kib >= 0);
        ALTER TABLE host ADD COLUMN used_memory_kib INTEGER NOT NULL DEFAULT 0
            CONSTRAINT within_memory CHECK (used_memory_kib BETWEEN 0 AND coalesce(memory_kib, used_memory_kib));
        ALTER TABLE server ADD COLUMN memory_base_kib INTEGER NOT NULL DEFAULT 0 CHECK (memory_base_kib >= 0);
        ALTER TABLE server ADD COLUMN memory_slot_kib INTEGER NOT NULL DEFAULT 0 CHECK (memory_slot_kib >= 0);
        ALTER TABLE server ADD COLUMN claimed_memory_kib INTEGER GENERATED ALWAYS AS (
            iif(claimed_slots > 0, memory_base_kib + memory_slot_kib * claimed_slots, 0)) VIRTUAL;
        ALTER TABLE server_copy ADD COLUMN memory_base_kib INTEGER NOT NULL DEFAULT 0 CHECK (memory_base_kib >= 0);
        ALTER TABLE server_copy ADD COLUMN memory_slot_kib INTEGER NOT NULL DEFAULT 0 CHECK (memory_slot_kib >= 0);
        ALTER TABLE server_copy ADD COLUMN claimed_memory_kib INTEGER GENERATED ALWAYS AS (
            iif(claimed_slots > 0, memory_base_kib + memory_slot_kib * claimed_slots, 0)) VIRTUAL;
        CREATE TRIGGER server_memory
            AFTER UPDATE OF host, claimed_slots, memory_base_kib, memory_slot_kib ON server BEGIN
            UPDATE host SET used_memory_kib = used_memory_kib - old.claimed_memory_kib WHERE name = old.host;
            UPDATE host SET used_memory_kib = used_memory_kib + new.claimed_memory_kib WHERE name = new.host;
        END;
        CREATE TRIGGER server_copy_memory_taken AFTER INSERT ON server_copy BEGIN
            UPDATE host SET used_memory_kib = used_memory_kib + new.claimed_memory_kib WHERE name = new.host;
        END;
        CREATE TRIGGER server_copy_memory AFTER UPDATE OF claimed_slots, memory_base_kib, memory_slot_kib ON server_copy BEGIN
            UPDATE host SET used_memory_kib = used_memory_kib - old.claimed_memory_kib + new.claimed_memory_kib
                WHERE name = new.host;
        END;
        CREATE TRIGGER server_copy_memory_given_back AFTER DELETE ON server_copy BEGIN
            UPDATE host SET used_memory_kib = used_memory_kib - old.claimed_memory_kib WHERE name = old.host;
        END;

        """

    private static let wishes = """
        CREATE TABLE host_label (
            host TEXT NOT NULL REFERENCES host,
            label TEXT NOT NULL CHECK (label <> ''),
            PRIMARY KEY (host, label)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE placement_wish (
            server INTEGER PRIMARY KEY REFERENCES subscription,
            host TEXT,
            labels TEXT NOT NULL CHECK (json_valid(labels))
        ) STRICT;

        """
}
