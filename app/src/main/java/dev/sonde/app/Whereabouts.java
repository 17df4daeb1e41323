package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.app.query.Answers;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.http.Reply;
import dev.sonde.http.Url;
import dev.sonde.http.tls.Tls;
import dev.sonde.http.tls.TlsConfig;
import dev.sonde.http.tls.TlsContexts;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/// Where the Sonde is that a command asks: as `--url` says, or where this configuration makes one
/// listen. And the words when it can't be asked.
final class Whereabouts {
  private static final int UNAUTHORIZED = 401;

  /// Asks it.
  @FunctionalInterface
  interface Errand {
    /// @return an exit code
    int run(Spot spot) throws InterruptedException;
  }

  /// Where it is.
  ///
  /// @param base what stands before a path
  /// @param tls how TLS is spoken there, where it is
  record Spot(String base, Function<BlockingCalls, Optional<Tls>> tls) {
    /// @param key shown as a bearer's token
    QueryPeer peer(Optional<String> key) {
      return new QueryPeer(base, key, tls);
    }
  }

  private final Shell shell;

  Whereabouts(Shell shell) {
    this.shell = shell;
  }

  /// @param path that will be asked there
  /// @return an exit code
  int ask(Arguments arguments, String path, Errand errand)
      throws UsageException, InterruptedException {
    QueryOptions options = arguments.query();
    Optional<String> url = options.said("url");
    if (url.isPresent()) {
      String base = base(url.get(), path);
      return errand.run(new Spot(base, blocking -> elsewhere(base, options, blocking)));
    }
    Loaded loaded = new Loader(shell, arguments, BuiltIns.forReading()).load();
    if (!loaded.problems().isEmpty()) {
      return Mistakes.print(shell, loaded);
    }
    Optional<Here> here = Here.nearest(loaded.config().server());
    if (here.isEmpty()) {
      return failed("server.listen is empty: this Sonde listens nowhere; say which: --url URL");
    }
    String base;
    try {
      base = here.get().url();
    } catch (IOException unknown) {
      return failed(String.valueOf(unknown.getMessage()));
    }
    Optional<OwnCertificate> shown = OwnCertificate.of(options, shell.directory());
    return errand.run(new Spot(base, blocking -> here.get().tls(blocking, shown)));
  }

  private Optional<Tls> elsewhere(String base, QueryOptions options, BlockingCalls blocking) {
    if (!base.startsWith("https:")) {
      return Optional.empty();
    }
    TlsConfig trusting =
        options
            .said("ca-file")
            .map(file -> TlsConfig.trusting(shell.directory().resolve(file).toString()))
            .orElse(TlsConfig.DEFAULT);
    TlsConfig config =
        OwnCertificate.of(options, shell.directory())
            .map(shown -> trusting.showing(shown.certFile(), shown.keyFile()))
            .orElse(trusting);
    return Optional.of(new TlsContexts(Time.SYSTEM, blocking).client(config));
  }

  /// A key is about to go there.
  void warn(String base, String path, Optional<String> key) {
    if (key.isPresent() && QueryKey.isOpen(Url.parse(base + path))) {
      shell.err().println("sonde: the key goes to " + base + " unencrypted; use https there");
    }
  }

  private static String base(String url, String path) throws UsageException {
    String plain = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    boolean whole = plain.startsWith("http://") || plain.startsWith("https://");
    String full = whole ? plain : "http://" + plain;
    String base = full.startsWith("http://unix:") && !full.endsWith(":") ? full + ":" : full;
    try {
      Url.parse(base + path);
      return base;
    } catch (IllegalArgumentException wrong) {
      throw new UsageException("--url " + url + " " + wrong.getMessage());
    }
  }

  int unreached(String base, IOException why) {
    String told = String.valueOf(why.getMessage());
    return failed(
        told.contains("efused") || told.contains("No such file")
            ? "no Sonde answers at " + base + "; start one with sonde run, or say where: --url URL"
            : told);
  }

  int refused(Reply reply) {
    String why = Answers.error(reply.status(), reply.body());
    return failed(
        reply.status() == UNAUTHORIZED
            ? why
                + ": --key-file FILE shows one (sonde keys add NAME --role read makes it there), or"
                + " ask at 127.0.0.1 or a Unix socket"
            : why);
  }

  int failed(String why) {
    shell.err().println("sonde: " + why);
    return ExitCode.FAILED;
  }
}
