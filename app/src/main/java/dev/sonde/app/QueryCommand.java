package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.api.store.Selection;
import dev.sonde.app.query.AnswerException;
import dev.sonde.app.query.Answers;
import dev.sonde.app.query.Drawing;
import dev.sonde.app.query.Screen;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.http.Reply;
import dev.sonde.http.Url;
import dev.sonde.http.tls.Tls;
import dev.sonde.http.tls.TlsConfig;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.server.history.SelectionException;
import dev.sonde.server.history.SelectionText;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/// `sonde query`: asks a running Sonde what its store holds.
final class QueryCommand {
  private static final String PATH = "/api/v1/range";
  private static final int UNAUTHORIZED = 401;

  /// What is asked, of whom, and where the answer is shown.
  private record Errand(
      Selection which,
      QueryFormat format,
      Screen screen,
      QueryParameters parameters,
      Optional<String> key) {}

  private final Shell shell;
  private final Time time;

  QueryCommand(Shell shell, Time time) {
    this.shell = shell;
    this.time = time;
  }

  int run(Arguments arguments) throws UsageException, InterruptedException {
    QueryOptions options = arguments.query();
    Errand errand = errand(options, arguments.format().orElse(QueryFormat.TABLE.word()));
    Optional<String> url = options.said("url");
    if (url.isPresent()) {
      String base = base(url.get());
      return ask(base, errand, blocking -> elsewhere(base, options, blocking));
    }
    Loaded loaded = new Loader(shell, arguments, BuiltIns.forReading()).load();
    if (!loaded.problems().isEmpty()) {
      return Mistakes.print(shell, loaded);
    }
    Optional<Here> here = Here.nearest(loaded.config().server());
    if (here.isEmpty()) {
      return failed("server.listen is empty: this Sonde listens nowhere; say which: --url URL");
    }
    try {
      return ask(here.get().url(), errand, here.get()::tls);
    } catch (IOException unknown) {
      return failed(String.valueOf(unknown.getMessage()));
    }
  }

  private Errand errand(QueryOptions options, String word)
      throws UsageException, InterruptedException {
    QueryFormat format = QueryFormat.parse(word);
    Selection which = selection(options.selection().orElseThrow());
    Screen screen = Terminal.screen(shell, options);
    var parameters = QueryParameters.of(options, which, format, screen, time);
    return new Errand(which, format, screen, parameters, QueryKey.of(options, shell));
  }

  private Optional<Tls> elsewhere(String base, QueryOptions options, BlockingCalls blocking) {
    if (!base.startsWith("https:")) {
      return Optional.empty();
    }
    TlsConfig config =
        options
            .said("ca-file")
            .map(file -> TlsConfig.trusting(shell.directory().resolve(file).toString()))
            .orElse(TlsConfig.DEFAULT);
    return Optional.of(new TlsContexts(Time.SYSTEM, blocking).client(config));
  }

  private int ask(String base, Errand errand, Function<BlockingCalls, Optional<Tls>> tls)
      throws InterruptedException {
    if (errand.key().isPresent() && QueryKey.isOpen(Url.parse(base + PATH))) {
      shell.err().println("sonde: the key goes to " + base + " unencrypted; use https there");
    }
    try (var peer = new QueryPeer(base, errand.key(), tls)) {
      return errand.format() == QueryFormat.TABLE ? table(peer, errand) : pass(peer, errand);
    } catch (IOException unreached) {
      return failed(unreached(base, unreached));
    } catch (AnswerException strange) {
      return failed(base + ": " + strange.getMessage());
    }
  }

  private int table(QueryPeer peer, Errand errand)
      throws IOException, InterruptedException, AnswerException {
    Reply reply = peer.ask(PATH, errand.parameters().all());
    if (!reply.succeeded()) {
      return refused(reply);
    }
    if (!reply.whole()) {
      return failed("the answer is too long for a table; ask for less, or --format csv");
    }
    String text =
        errand.parameters().raw()
            ? Drawing.samples(reply.body(), errand.screen(), ZoneId.systemDefault())
            : Drawing.of(reply.body(), errand.screen(), ZoneId.systemDefault());
    if (text.isEmpty()) {
      return failed(new NoSeries(peer, errand.parameters()).words(errand.which()));
    }
    shell.out().print(text);
    return ExitCode.OK;
  }

  private int pass(QueryPeer peer, Errand errand) throws IOException, InterruptedException {
    var parameters = errand.parameters().with("format", errand.format().word());
    Reply reply = peer.pass(PATH, parameters, shell.out());
    return reply.succeeded() ? ExitCode.OK : refused(reply);
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

  private static String base(String url) throws UsageException {
    String plain = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    boolean whole = plain.startsWith("http://") || plain.startsWith("https://");
    String full = whole ? plain : "http://" + plain;
    String base = full.startsWith("http://unix:") && !full.endsWith(":") ? full + ":" : full;
    try {
      Url.parse(base + PATH);
      return base;
    } catch (IllegalArgumentException wrong) {
      throw new UsageException("--url " + url + " " + wrong.getMessage());
    }
  }

  private static String unreached(String base, IOException why) {
    String told = String.valueOf(why.getMessage());
    return told.contains("efused") || told.contains("No such file")
        ? "no Sonde answers at " + base + "; start one with sonde run, or say where: --url URL"
        : told;
  }

  private int refused(Reply reply) {
    String why = Answers.error(reply.status(), reply.body());
    return failed(
        reply.status() == UNAUTHORIZED
            ? why
                + ": --key-file FILE shows one (sonde keys add NAME --role read makes it there), or"
                + " ask at 127.0.0.1 or a Unix socket"
            : why);
  }

  private int failed(String why) {
    shell.err().println("sonde: " + why);
    return ExitCode.FAILED;
  }
}
