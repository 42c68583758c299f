extension HostScripts {
    /// The agent under systemd. Its servers outlive its restart (`KillMode=process`) and come back with it after a reboot.
    ///
    /// Its capabilities: give each server its user (SETUID, SETGID, CHOWN), write and erase in its directory (DAC_OVERRIDE,
    /// FOWNER), signal it (KILL), see whose a socket is (SYS_PTRACE), raise its limit of open files (SYS_RESOURCE), ask ports
    /// below 1024 (NET_BIND_SERVICE), give it its own /tmp and hide the others' files from it (SYS_ADMIN, namespaces mnt and ipc).
    /// The last adds nothing to what root that may ask systemd for units can do, and no server has any of them. No PrivateTmp:
    /// systemd would empty it under servers that run on. No limit on starts: a host without its agent is worse than one that tries for
    /// ever. All of it holds for the servers too, which get scopes of their own for what they may take.
    static func unit(root: String) -> String {
        // A host that is tried out may have its agent there.
        let isTemporary = ["/tmp/", "/var/tmp/"].contains { root.hasPrefix($0) }
        let hidden = isTemporary ? "" : "TemporaryFileSystem=/tmp:ro /var/tmp:ro\n"
        return """
            [Unit]
            Description=Lessor agent: runs the servers leased on this host
            After=network-online.target
            Wants=network-online.target
            StartLimitIntervalSec=0

            [Service]
            ExecStart=\(root)/bin/lessor-agent run --foreground --root \(root)
            Restart=always
            RestartSec=1
            KillMode=process
            TimeoutStopSec=10
            UMask=0077
            TasksMax=infinity
            LimitNOFILE=1048576
            NoNewPrivileges=yes
            ProtectSystem=strict
            ReadWritePaths=\(root)
            \(hidden)ProtectHome=yes
            PrivateDevices=yes
            ProtectKernelTunables=yes
            ProtectKernelModules=yes
            ProtectKernelLogs=yes
            ProtectControlGroups=yes
            ProtectClock=yes
            ProtectHostname=yes
            ProtectProc=invisible
            RestrictNamespaces=mnt ipc
            RestrictRealtime=yes
            RestrictSUIDSGID=yes
            LockPersonality=yes
            RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
            SystemCallArchitectures=native
            CapabilityBoundingSet=CAP_SETUID CAP_SETGID CAP_CHOWN CAP_DAC_OVERRIDE CAP_FOWNER CAP_KILL CAP_SYS_PTRACE \
            CAP_SYS_RESOURCE CAP_NET_BIND_SERVICE CAP_SYS_ADMIN

            [Install]
            WantedBy=multi-user.target
            """
    }
}
