package dev.sonde.app;

import dev.sonde.engine.BlockingCalls;
import dev.sonde.http.Call;
import dev.sonde.http.Client;
import dev.sonde.http.ClientLimits;
import dev.sonde.http.Reply;
import dev.sonde.http.Route;
import dev.sonde.http.Url;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

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
    Optional<Here> here = Here.of(loaded.config().server());
    return here.isPresent()
        ? ask(here.get(), OwnCertificate.of(arguments.query(), shell.directory()))
        : unwell("server.listen is empty: this Sonde listens nowhere");
  }

  private int ask(Here here, Optional<OwnCertificate> shown) throws InterruptedException {
    var limits = ClientLimits.of(PATIENCE, PATIENCE, ANSWER_BYTES);
    var blocking = new BlockingCalls();
    try (var client = new Client(limits, blocking)) {
      var route = new Route(here.tls(blocking, shown), Optional.empty());
      Reply reply = client.send(Call.get(Url.parse(here.url() + PATH)).by(route));
      if (!reply.succeeded()) {
        return unwell(here.address() + PATH + " answered " + reply.status());
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
