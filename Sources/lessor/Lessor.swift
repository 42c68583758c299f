import ControllerCommands

@main
enum Lessor {
    static func main() async {
        await LessorCommand.runToExit()
    }
}
