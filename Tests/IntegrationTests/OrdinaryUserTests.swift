import Foundation
import TestSupport
import Testing

/// The demo as somebody who is not root. Where the tests themselves are not run by root, DemoTests is that test.
@Suite(.timeLimit(.minutes(15))) struct OrdinaryUserTests {
    @Test func `an ordinary user sees the same demo, and nothing is left of it`() async throws {
        guard geteuid() == 0 else {
            try Test.cancel("The tests are run by an ordinary user, so DemoTests shows what this one would.")
        }
        try Requirement.program("/usr/sbin/sshd", package: "openssh-server")
        try Requirement.program("/usr/sbin/murmurd", package: "mumble-server")
        try Requirement.program("/usr/bin/pgrep", package: "procps")
        let folder = FileManager.default.temporaryDirectory.appending(path: "lessor-visitor-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try await LessorProgram.execute(
            ["/usr/bin/unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "/bin/sh", "-c"]
                + [Self.script, "sh", folder.path, LessorProgram.lessor, LessorProgram.agent]
                + [LessorProgram.source + "/Templates", "\(UInt32.random(in: 30_000...59_000))"]
        )
        if result.status == 77 {
            try Requirement.missing("the Swift runtime is where only root can read it: \(result.errors)")
        }
        #expect(result.status == 0, "\(result.output.suffix(2000))\(result.errors)")
        for line in DemoTests.lines { #expect(result.output.contains(line), "missing: \(line)") }
        #expect(result.output.hasSuffix("left:\n"), "\(result.output.suffix(2000))")
        let users = try String(contentsOfFile: "/etc/passwd", encoding: .utf8)
        #expect(!users.contains(folder.path))
    }

    /// Plays the demo as a user who exists in this mount namespace only, then lists what is left of him: processes and files.
    /// Everything ends with the script, the first process of its namespace.
    private static let script = """
        set -eu
        folder=$1 lessor=$2 agent=$3 templates=$4 user=$5
        mkdir -m 755 "$folder/etc" "$folder/bin" "$folder/home" "$folder/tmp"
        cp /etc/passwd /etc/group "$folder/etc/"
        echo "lessor-visitor:x:$user:$user::$folder/home:/bin/sh" >> "$folder/etc/passwd"
        echo "lessor-visitor:x:$user:" >> "$folder/etc/group"
        mount --bind "$folder/etc/passwd" /etc/passwd
        mount --bind "$folder/etc/group" /etc/group
        cp "$lessor" "$agent" "$folder/bin/"
        cp -R "$templates" "$folder/Templates"
        chown "$user:$user" "$folder/home" "$folder/tmp"
        visit() {
            setpriv --reuid "$user" --regid "$user" --clear-groups env -i -C "$folder/home" HOME="$folder/home" \\
                TMPDIR="$folder/tmp" PATH=/usr/bin:/bin LESSOR_TEMPLATES="$folder/Templates" "$@"
        }
        visit "$folder/bin/lessor" --version > /dev/null || exit 77
        visit "$folder/bin/lessor" demo
        echo left:
        pgrep -u "$user" -a || true
        # Others may be making and removing files there.
        find "$folder/home" "$folder/tmp" -mindepth 1
        find /tmp /var/tmp /run /dev/shm -path "$folder" -prune -o -user "$user" -print 2> /dev/null || true
        """
}
