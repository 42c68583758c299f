import Glibc
import HostAgent

exit(AgentCommand.run(arguments: Array(CommandLine.arguments.dropFirst())))
