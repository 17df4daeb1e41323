package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.api.store.Selection;
import dev.sonde.app.query.AnswerException;
import dev.sonde.app.query.Answers;
import dev.sonde.app.query.Drawing;
import dev.sonde.app.query.Screen;
import dev.sonde.http.Reply;
import dev.sonde.server.history.SelectionException;
import dev.sonde.server.history.SelectionText;
import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.Optional;

/// `sonde query`: asks a running Sonde what its store holds.
final class QueryCommand {
  private static final String PATH = "/api/v1/range";

  private final Shell shell;
  private final Time time;

  QueryCommand(Shell shell, Time time) {
    this.shell = shell;
    this.time = time;
  }

  int run(Arguments arguments) throws UsageException, InterruptedException {
    QueryOptions options = arguments.query();
    QueryFormat format = QueryFormat.parse(arguments.format().orElse("table"));
    Selection which = selection(options.selection().orElseThrow());
    Screen screen = Terminal.screen(shell, options);
    var asked = QueryParameters.of(options, which, format, screen, time);
    Optional<String> base = base(arguments);
    if (base.isEmpty()) {
      return ExitCode.FAILED;
    }
    try (var peer = new QueryPeer(base.get(), key(options))) {
      return format == QueryFormat.TABLE
          ? table(peer, asked, which, screen)
          : pass(peer, asked, format);
    } catch (IOException unreached) {
      return failed(unreached(base.get(), unreached));
    } catch (IllegalArgumentException wrong) {
      throw new UsageException("--url " + base.get() + " " + wrong.getMessage());
    } catch (AnswerException strange) {
      return failed(base.get() + ": " + strange.getMessage());
    }
  }

  private int table(QueryPeer peer, QueryParameters asked, Selection which, Screen screen)
      throws IOException, InterruptedException, AnswerException {
    Reply reply = peer.ask(PATH, asked.all());
    if (!reply.succeeded()) {
      return failed(Answers.error(reply.status(), reply.body()));
    }
    String text =
        asked.raw()
            ? Drawing.samples(reply.body(), screen, ZoneId.systemDefault())
            : Drawing.of(reply.body(), screen, ZoneId.systemDefault());
    if (text.isEmpty()) {
      return failed(new NoSeries(peer, asked).words(which));
    }
    shell.out().print(text);
    return ExitCode.OK;
  }

  private int pass(QueryPeer peer, QueryParameters asked, QueryFormat format)
      throws IOException, InterruptedException, AnswerException {
    var parameters = asked.with("format", format.word());
    Reply reply = peer.pass(PATH, parameters, shell.out());
    return reply.succeeded() ? ExitCode.OK : failed(Answers.error(reply.status(), reply.body()));
  }

  /// A mistake in it is shown where it stands.
  private static Selection selection(String text) throws UsageException {
    try {
      return SelectionText.parse(text);
    } catch (SelectionException wrong) {
      String line = text.replaceAll("\\p{Cntrl}", " ");
      throw new UsageException(
          wrong.getMessage() + "\n  " + line + "\n  " + " ".repeat(wrong.place()) + "^");
    }
  }

  /// Empty when the configuration does not say where; that has been told then.
  private Optional<String> base(Arguments arguments) throws UsageException {
    Optional<String> said = arguments.query().said("url");
    if (said.isPresent()) {
      return said.map(QueryCommand::base);
    }
    Loaded loaded = new Loader(shell, arguments, BuiltIns.forReading()).load();
    if (!loaded.problems().isEmpty()) {
      int code = Mistakes.print(shell, loaded);
      shell.err().println("Or say which Sonde: --url http://127.0.0.1:9100 (code " + code + ")");
      return Optional.empty();
    }
    if (loaded.config().server().listen().isEmpty()) {
      failed("server.listen is empty: this Sonde listens nowhere; say which: --url");
      return Optional.empty();
    }
    try {
      return Optional.of(Here.url(loaded.config().server().listen().getFirst()));
    } catch (IOException unknown) {
      failed(String.valueOf(unknown.getMessage()));
      return Optional.empty();
    }
  }

  private static String base(String url) {
    String plain = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    String full = plain.contains("://") || plain.startsWith("unix:") ? plain : "http://" + plain;
    return full.startsWith("unix:") ? "http://" + full + ":" : full;
  }

  private Optional<String> key(QueryOptions options) throws UsageException {
    Optional<String> file = options.said("key-file");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      String key = Files.readString(shell.directory().resolve(file.get())).strip();
      if (key.isEmpty()
          || key.length() > 4096
          || key.chars().anyMatch(each -> each <= ' ' || each > '~')) {
        throw new UsageException("--key-file " + file.get() + " holds no key: one word of ASCII");
      }
      return Optional.of(key);
    } catch (IOException unreadable) {
      throw new UsageException(
          "--key-file " + file.get() + " can't be read: " + unreadable.getMessage());
    }
  }

  private static String unreached(String base, IOException why) {
    String told = String.valueOf(why.getMessage());
    return told.toLowerCase(java.util.Locale.ROOT).contains("refused")
        ? "no Sonde answers at "
            + base
            + "; start one with sonde run, or say where it is: --url URL"
        : told;
  }

  private int failed(String why) {
    shell.err().println("sonde: " + why);
    return ExitCode.FAILED;
  }
}
