extension SSHError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreachable(let host, let reason):
            reason.sentence(host: host)
        case .hostKeyMismatch(let host, let expected, let got):
            """
            Host \(host) showed the key \(got) where \(expected) is pinned, so nothing was sent; compare it with \
            "ssh-keygen -lf" on the host's console, and pin it anew only if the host was really reinstalled.
            """
        case .keyRefused(let host, let user, let key):
            """
            Host \(host) does not let the key \(key) in as user \(user); add its public line to that user's \
            authorized_keys and look for the reason in the host's sshd log.
            """
        case .algorithms(let host):
            """
            Host \(host) and this side have no common algorithms: libssh2 1.10 speaks no AES-GCM, no \
            chacha20-poly1305, no EtM MACs, no post-quantum key exchange and no RSA-SHA2 host keys; allow \
            curve25519-sha256, an ed25519 host key, aes256-ctr and hmac-sha2-256 in the host's sshd_config.
            """
        case .disconnected(let host, let what):
            "The connection to host \(host) broke off during \(what); connect again and compare what the host has done."
        case .timedOut(let host, let what, let limit):
            "Host \(host) did not finish \(what) within \(limit); see whether it is overloaded, or allow more time."
        case .cancelled(let host, let what):
            "On host \(host), \(what) was cancelled by this side before its end; repeat it to be sure of its result."
        case .outputTooLarge(let host, let what, let limit):
            """
            Host \(host) sent more than the \(limit) bytes allowed for \(what), which was given up; ask for less or \
            allow more.
            """
        default:
            remainingDescription
        }
    }

    private var remainingDescription: String {
        switch self {
        case .refused(let host, let what, let reason):
            "Host \(host) refused \(what): \(reason); allow it in the host's sshd_config or authorized_keys."
        case .noFileTransfer(let host, let path):
            """
            The sshd of host \(host) has no sftp subsystem, so the file \(path) was not sent; add the line "Subsystem \
            sftp internal-sftp" to its sshd_config and reload it.
            """
        case .commandEnded(let host, let command, let status, let said):
            """
            The command "\(command)" on host \(host) ended \(status.map { "with status \($0)" } ?? "by a signal")\
            \(said.isEmpty ? "" : " and said \"\(said)\""); correct its cause on the host and connect again.
            """
        case .transferFailed(let host, let path, let reason):
            """
            The file \(path) did not arrive on host \(host): \(reason); correct that on the host and send the file \
            again.
            """
        case .badKey(let path, let reason):
            "The private key \(path) cannot be used: \(reason.clause)."
        case .badHostKey(let line, let reason):
            "The host key \"\(line.prefix(80))\" cannot be used: \(reason.clause)."
        case .clientStopped(let host):
            "Nothing was sent to host \(host) because this program is shutting down; start it again."
        default:
            ""
        }
    }
}

extension SSHError.Unreachable {
    fileprivate func sentence(host: SSHEndpoint) -> String {
        switch self {
        case .refused:
            "Host \(host) refused the connection; see whether sshd runs there and listens on that port."
        case .noRoute(let reason):
            "Host \(host) cannot be reached (\(reason)); check its address and the network between."
        case .timedOut(let limit):
            "Host \(host) did not answer within \(limit); see whether it is up and no firewall drops the packets."
        case .unknownName(let reason):
            "Host \(host) has a name that leads to no address (\(reason)); correct the name or give the address itself."
        case .droppedUngreeted(let attempts):
            """
            Host \(host) hung up before its greeting, \(attempts) time\(attempts == 1 ? "" : "s") in a row; raise \
            MaxStartups in its sshd_config or see what bars this address there.
            """
        case .notSSH(let said):
            "At \(host) answers something that is no SSH server (\"\(said)\"); correct the port."
        }
    }
}

extension SSHError.BadKey {
    fileprivate var clause: String {
        switch self {
        case .unreadable:
            "the file is missing or may not be read; give the path of a key that this user can read"
        case .encrypted:
            """
            it is encrypted; remove the passphrase of a copy with "ssh-keygen -p -N '' -f", or make a key for \
            this purpose
            """
        case .wrongType(let type):
            "its type is \(type) and only ed25519 keys work here; make one with \"ssh-keygen -t ed25519 -N ''\""
        case .notOpenSSH:
            "it is not an OpenSSH private key file; make one with \"ssh-keygen -t ed25519 -N ''\""
        }
    }
}

extension SSHError.BadHostKey {
    fileprivate var clause: String {
        switch self {
        case .notUsable:
            """
            it does not begin with one of \(HostKey.usableTypes.joined(separator: ", ")); give the line from the \
            host's /etc/ssh/ssh_host_ed25519_key.pub
            """
        case .damaged:
            "the part after its type is damaged; copy the whole line again"
        }
    }
}
