package dev.sonde.app;

import dev.sonde.engine.BlockingCalls;
import dev.sonde.http.Address;
import dev.sonde.http.Call;
import dev.sonde.http.Client;
import dev.sonde.http.ClientLimits;
import dev.sonde.http.Reply;
import dev.sonde.http.Url;
import java.io.IOException;
import java.time.Duration;

/// `sonde health`: asks the Sonde that runs here, for images that have no other client.
final class HealthCommand {
  private static final String PATH = "/health";

  /// Less than what Docker and the files in `packaging` allow a check.
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final int ANSWER_BYTES = 1 << 20;

  private final Shell shell;

  HealthCommand(Shell shell) {
    this.shell = shell;
  }

  int run(Arguments arguments) throws InterruptedException {
    Loaded loaded = new Loader(shell, arguments, BuiltIns.forReading()).load();
    if (!loaded.problems().isEmpty()) {
      return Mistakes.print(shell, loaded);
    }
    if (loaded.config().server().listen().isEmpty()) {
      return unwell("server.listen is empty: this Sonde listens nowhere");
    }
    return ask(loaded.config().server().listen().getFirst());
  }

  private int ask(Address address) throws InterruptedException {
    var limits = ClientLimits.of(PATIENCE, PATIENCE, ANSWER_BYTES);
    try (var client = new Client(limits, new BlockingCalls())) {
      Reply reply = client.send(Call.get(Url.parse(Here.url(address) + PATH)));
      if (!reply.succeeded()) {
        return unwell(address + PATH + " answered " + reply.status());
      }
      shell.out().println(reply.text().strip());
      return ExitCode.OK;
    } catch (IOException e) {
      return unwell(String.valueOf(e.getMessage()));
    }
  }

  private int unwell(String why) {
    shell.err().println("sonde: " + why);
    return ExitCode.FAILED;
  }
}
