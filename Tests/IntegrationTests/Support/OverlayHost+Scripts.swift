/// What its first process does. Each script is given: folder, address, port, the operator's public key, name of its control groups,
/// which user ids it has.
extension OverlayHost {
    /// Its disk: this machine's, and what it changes in memory. Its way in: the operator's key.
    static let disk = """
        set -eu
        exec 3<&0
        folder=$1 address=$2 port=$3 key=$4 name=$5 users=$6
        root=$folder/root
        mount -t tmpfs -o size=512m,mode=755 lessor-host "$folder/disk"
        mkdir "$folder/disk/upper" "$folder/disk/work"
        mount -t overlay lessor-host -o "lowerdir=/,upperdir=$folder/disk/upper,workdir=$folder/disk/work" "$root"
        # This machine may itself be a host of Lessor's.
        rm -rf "$root/root/.ssh" "$root/var/lib/lessor-agent"
        for table in passwd group shadow gshadow; do
            [ ! -e "$root/etc/$table" ] || sed -i '/^lessor:/d' "$root/etc/$table"
        done
        mkdir -m 700 "$root/root/.ssh"
        chmod 700 "$root/root"
        chown 0:0 "$root/root" "$root/root/.ssh"
        echo "$key" > "$root/root/.ssh/authorized_keys"
        rm -rf "$root"/etc/ssh/ssh_host_* "$root/etc/ssh/sshd_config.d"
        ssh-keygen -q -t ed25519 -N '' -f "$root/etc/ssh/ssh_host_ed25519_key"
        cp "$root/etc/ssh/ssh_host_ed25519_key.pub" "$folder/host-key.pub"
        printf '%s\\n' "ListenAddress $address:$port" "UseDNS no" "LogLevel VERBOSE" "PasswordAuthentication no" \\
            "PermitRootLogin prohibit-password" "Subsystem sftp internal-sftp" > "$root/etc/ssh/sshd_config"

        """

    /// Without PAM, and with the strict look at owners and modes that sshd has by default: the harder case for a new user.
    static let bare = """
        mount -t proc proc "$root/proc"
        mount -t tmpfs -o mode=755 lessor-host "$root/run"
        mount --rbind /dev "$root/dev"
        mkdir "$root/run/sshd"
        echo "UsePAM no" >> "$root/etc/ssh/sshd_config"
        chroot "$root" /usr/sbin/sshd -D -e 2> "$folder/sshd.log" &
        cat <&3 > /dev/null &
        wait $!
        """

    /// Only what is named here is started, whatever this machine has installed. When the host asks for a reboot it is booted
    /// again, with the disk that it had.
    static let systemd = """
        echo "UsePAM yes" >> "$root/etc/ssh/sshd_config"
        units=$root/etc/systemd/system
        rm -rf "$units" "$root"/etc/rc?.d "$root/etc/init.d" "$root/etc/cron.d" "$root/etc/systemd/network"
        mkdir -p "$units/multi-user.target.wants" "$root/etc/init.d"
        ln -s /lib/systemd/system/multi-user.target "$units/default.target"
        ln -s /lib/systemd/system/ssh.service "$units/multi-user.target.wants/ssh.service"
        for unit in getty.target console-getty.service systemd-networkd.service systemd-resolved.service \\
            systemd-timesyncd.service systemd-firstboot.service systemd-tmpfiles-clean.timer ldconfig.service \\
            systemd-journal-catalog-update.service systemd-hwdb-update.service systemd-update-utmp-runlevel.service \\
            systemd-ask-password-wall.path systemd-ask-password-console.path; do
            ln -sf /dev/null "$units/$unit"
        done
        tr -d - < /proc/sys/kernel/random/uuid > "$root/etc/machine-id"
        findmnt -rn -t cgroup,cgroup2 -o TARGET | grep -v '/cpuset$' | sort -u | while read -r place; do
            mkdir -p "$place/$name"
            echo 1 > "$place/$name/cgroup.procs"
        done
        mkdir -p /run/systemd
        mount -t tmpfs -o mode=755 lessor-host /run/systemd
        boot() {
            systemd-nspawn --quiet --settings=no --directory="$root" --machine="$name" --register=no --keep-unit \\
                "--private-users=$users" --resolv-conf=off --timezone=off --link-journal=no --console=read-only --boot \\
                < /dev/null >> "$folder/console.log" 2>&1
        }
        {
            set +e
            boot
            while [ $? = 133 ]; do boot; done
        } &
        cat <&3 > /dev/null &
        wait $!
        """

    /// The kernel lets go of a group a moment after its last process.
    static let groupRemoval = """
        for place in $(findmnt -rn -t cgroup,cgroup2 -o TARGET | sort -u); do
            for attempt in $(seq 100); do
                [ -d "$place/$1" ] || break
                find "$place/$1" -depth -type d -exec rmdir {} + 2> /dev/null || sleep 0.05
            done
        done
        """
}
