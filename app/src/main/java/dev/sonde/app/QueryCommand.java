package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.api.store.Selection;
import dev.sonde.app.Whereabouts.Spot;
import dev.sonde.app.query.AnswerException;
import dev.sonde.app.query.Drawing;
import dev.sonde.app.query.Screen;
import dev.sonde.http.Reply;
import dev.sonde.server.history.SelectionException;
import dev.sonde.server.history.SelectionText;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;

/// `sonde query`: asks a running Sonde what its store holds.
final class QueryCommand {
  private static final String PATH = "/api/v1/range";

  /// What is asked, of whom, and where the answer is shown.
  private record Errand(
      Selection which,
      QueryFormat format,
      Screen screen,
      QueryParameters parameters,
      Optional<String> key) {}

  private final Shell shell;
  private final Time time;
  private final Whereabouts whereabouts;

  QueryCommand(Shell shell, Time time) {
    this.shell = shell;
    this.time = time;
    this.whereabouts = new Whereabouts(shell);
  }

  int run(Arguments arguments) throws UsageException, InterruptedException {
    QueryOptions options = arguments.query();
    Errand errand = errand(options, arguments.format().orElse(QueryFormat.TABLE.word()));
    return whereabouts.ask(arguments, PATH, spot -> ask(spot, errand));
  }

  private Errand errand(QueryOptions options, String word)
      throws UsageException, InterruptedException {
    QueryFormat format = QueryFormat.parse(word);
    Selection which = selection(options.selection().orElseThrow());
    Screen screen = Terminal.screen(shell, options);
    var parameters = QueryParameters.of(options, which, format, screen, time);
    return new Errand(which, format, screen, parameters, QueryKey.of(options, shell));
  }

  private int ask(Spot spot, Errand errand) throws InterruptedException {
    whereabouts.warn(spot.base(), PATH, errand.key());
    try (var peer = spot.peer(errand.key())) {
      return errand.format() == QueryFormat.TABLE ? table(peer, errand) : pass(peer, errand);
    } catch (IOException unreached) {
      return whereabouts.unreached(spot.base(), unreached);
    } catch (AnswerException strange) {
      return whereabouts.failed(spot.base() + ": " + strange.getMessage());
    }
  }

  private int table(QueryPeer peer, Errand errand)
      throws IOException, InterruptedException, AnswerException {
    Reply reply = peer.ask(PATH, errand.parameters().all());
    if (!reply.succeeded()) {
      return whereabouts.refused(reply);
    }
    if (!reply.whole()) {
      return whereabouts.failed(
          "the answer is too long for a table; ask for less, or --format csv");
    }
    String text =
        errand.parameters().raw()
            ? Drawing.samples(reply.body(), errand.screen(), ZoneId.systemDefault())
            : Drawing.of(reply.body(), errand.screen(), ZoneId.systemDefault());
    if (text.isEmpty()) {
      return whereabouts.failed(new NoSeries(peer, errand.parameters()).words(errand.which()));
    }
    shell.out().print(text);
    return ExitCode.OK;
  }

  private int pass(QueryPeer peer, Errand errand) throws IOException, InterruptedException {
    var parameters = errand.parameters().with("format", errand.format().word());
    Reply reply = peer.pass(PATH, parameters, shell.out());
    return reply.succeeded() ? ExitCode.OK : whereabouts.refused(reply);
  }

  /// A mistake in it is shown where it stands.
  static Selection selection(String text) throws UsageException {
    try {
      return SelectionText.parse(text);
    } catch (SelectionException wrong) {
      String line = text.replaceAll("\\p{Cntrl}", " ");
      throw new UsageException(
          wrong.getMessage() + "\n  " + line + "\n  " + " ".repeat(wrong.place()) + "^");
    }
  }
}
