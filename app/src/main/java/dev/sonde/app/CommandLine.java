package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.app.Arguments.Verb;
import java.util.List;
import java.util.stream.Stream;

/// From the words of the command line to an exit code.
final class CommandLine {
  private final Shell shell;
  private final Time time;

  CommandLine(Shell shell, Time time) {
    this.shell = shell;
    this.time = time;
  }

  int execute(List<String> words) {
    try {
      return execute(Arguments.parse(words));
    } catch (UsageException wrong) {
      shell.err().println("sonde: " + wrong.getMessage());
      shell.err().println("Try: sonde help" + topic(words));
      return ExitCode.USAGE;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }

  /// The verb with flags of its own that was meant, after a space.
  private static String topic(List<String> words) {
    return Stream.of("journal", "store", "keys", "once", "explain", "query", "agents")
        .filter(words::contains)
        .findFirst()
        .map(each -> " " + each)
        .orElse("");
  }

  private int execute(Arguments arguments) throws UsageException, InterruptedException {
    if (arguments.help()) {
      shell.out().print(Help.on(arguments.verb() == Verb.RUN ? null : arguments.verb()));
      return ExitCode.OK;
    }
    return switch (arguments.verb()) {
      case HELP -> {
        shell.out().print(Help.on(arguments.topic().orElse(null)));
        yield ExitCode.OK;
      }
      case VERSION -> {
        shell.out().println(Version.line());
        yield ExitCode.OK;
      }
      case RUN -> new RunCommand(shell, time).run(arguments);
      case CHECK -> new CheckCommand(shell).run(arguments);
      case ONCE -> new OnceCommand(shell, time).run(arguments);
      case EXPLAIN -> new ExplainCommand(shell).run(arguments);
      case QUERY -> new QueryCommand(shell, time).run(arguments);
      case AGENTS -> new AgentsCommand(shell).run(arguments);
      case HEALTH -> new HealthCommand(shell).run(arguments);
      case CONFIG -> new ConfigCommand(shell).run(arguments);
      case PLUGINS -> new PluginsCommand(shell).run(arguments);
      case STORE -> new StoreCommand(shell, time).run(arguments);
      case KEYS -> new KeysCommand(shell, time).run(arguments);
      case JOURNAL -> new JournalCommand(shell, time).run(arguments);
    };
  }
}
