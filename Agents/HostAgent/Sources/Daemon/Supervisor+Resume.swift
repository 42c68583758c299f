import Glibc
import Wire

extension Supervisor {
    /// What a start gets besides the program's arguments, so that it goes on from a file that the program saved; nothing where
    /// there is none.
    func resumeArguments(_ unit: ServerUnit, _ program: Program) -> [String] {
        guard let resume = program.resume, let file = unit.resumedFrom else { return [] }
        let path = "\(directory(unit))/\(resume.folder)/\(file)"
        return resume.arguments.map { $0.replacing("{FILE}", with: path) }
    }

    /// The newest file that the program saved and did not break down on; the newest of all where it did on each. Names in that
    /// folder are the program's: nothing but a plain file counts, and it is one argument.
    func savedFile(_ resume: ResumePlan, of unit: ServerUnit) -> String? {
        var place = try? root.servers.folder(unit.name.description)
        for part in resume.folder.split(separator: "/") { place = try? place?.folder(String(part)) }
        guard let place, let names = try? place.names() else { return nil }
        let saved = names.filter { $0.hasSuffix(resume.suffix) }.compactMap { name in
            place.facts(name).flatMap { $0.st_mode & S_IFMT == S_IFREG && $0.st_size > 0 ? (name, $0.st_mtim) : nil }
        }
        let sound = saved.filter { !unit.damagedSaves.contains($0.0) }
        return (sound.isEmpty ? saved : sound)
            .max { ($0.1.tv_sec, $0.1.tv_nsec, $0.0) < ($1.1.tv_sec, $1.1.tv_nsec, $1.0) }?.0
    }
}
