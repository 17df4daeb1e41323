package dev.sonde.shippers.http;

import dev.sonde.api.Encoded;
import dev.sonde.api.Examination;
import dev.sonde.api.Outcome;
import dev.sonde.api.Secret;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.Call;
import dev.sonde.http.Client;
import dev.sonde.http.ClientLimits;
import dev.sonde.http.Examined;
import dev.sonde.http.Header;
import dev.sonde.http.Proxy;
import dev.sonde.http.ProxyRefusedException;
import dev.sonde.http.Reply;
import dev.sonde.http.Route;
import dev.sonde.http.UpgradeAnswer;
import dev.sonde.http.UpgradeTerms;
import dev.sonde.http.Url;
import dev.sonde.http.tls.Tls;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.http.tls.TlsProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Posts bodies to one URL and says what became of them. For one courier; closing twice is fine.
///
/// A body is sent once for each call: whether it is sent again is the courier's business, as a
/// server that did not answer may have taken it. Only to where the same server sends it on (307 and
/// 308, which say that it was not taken) it goes at once.
public final class HttpDestination implements AutoCloseable {
  private static final int ANSWER = 16 << 10;
  private static final int HEADER_BYTES = 32 << 10;
  private static final int HEADER_COUNT = 100;
  private static final Duration IDLE = Duration.ofSeconds(50);
  private static final int SHORTEST_SECRET = 4;
  private static final int SHORTEST_IN_QUERY = 8;
  private static final int SEEN = 2_000;
  private static final Optional<Duration> BUSY = Optional.of(Duration.ZERO);

  private final Url url;
  private final String batchHeader;
  private final List<Header> headers = new ArrayList<>();
  private final Discretion discretion;
  private final Client client;
  private final Route route;
  private final Time time;

  /// Touches no network and no file.
  public HttpDestination(HttpConfig config, TlsContexts tls, Surroundings surroundings, Time time) {
    var secrets = new ArrayList<String>();
    this.url = Url.parse(config.url());
    this.batchHeader = config.batchHeader();
    this.time = time;
    headers.add(new Header("User-Agent", agent()));
    for (Map.Entry<String, Secret> each : config.headers().entrySet()) {
      set(new Header(each.getKey(), each.getValue().reveal()));
      if (each.getValue().reveal().length() >= SHORTEST_SECRET) {
        secrets.add(each.getValue().reveal());
      }
    }
    for (Credentials.Sent each : config.credentials().sent()) {
      set(new Header(each.name(), each.value()));
      secrets.addAll(each.secrets());
    }
    secrets.addAll(valuesOf(url.target()));
    Optional<Proxy> proxy = config.proxy().towards(url, surroundings.environment());
    proxy.ifPresent(each -> secrets.addAll(secretsOf(each)));
    Optional<Tls> secure = url.secure() ? Optional.of(tls.client(config.tls())) : Optional.empty();
    this.route = new Route(secure, proxy);
    this.discretion = new Discretion(secrets);
    this.client = new Client(limits(config), surroundings.blocking());
  }

  /// Sends a batch once. One without a body has arrived.
  ///
  /// @param more headers that the protocol wants
  /// @param meaning what the server's answer means
  /// @throws IOException when there was no whole answer
  public Outcome post(
      Encoded encoded, String contentType, List<Header> more, Function<Reply, Outcome> meaning)
      throws IOException, InterruptedException {
    return post(encoded.body(), encoded.id().toString(), contentType, more, meaning);
  }

  /// Sends a batch, or a part of one, once. One without a body has arrived.
  ///
  /// @param batch what says which it is, the same at every attempt
  /// @param more headers that the protocol wants
  /// @param meaning what the server's answer means
  /// @throws IOException when there was no whole answer
  public Outcome post(
      ByteBuffer body,
      String batch,
      String contentType,
      List<Header> more,
      Function<Reply, Outcome> meaning)
      throws IOException, InterruptedException {
    if (!body.hasRemaining()) {
      return Outcome.ACCEPTED;
    }
    var sent = new ArrayList<>(more);
    if (!batchHeader.isEmpty()) {
      sent.add(new Header(batchHeader, batch));
    }
    try {
      Reply reply = post(body, contentType, sent);
      Optional<String> advice = Mendable.advice(reply);
      return advice.isPresent()
          ? new Outcome.Held(words(reply) + "; " + advice.get())
          : meaning.apply(reply);
    } catch (ProxyRefusedException e) {
      return refused(e);
    } catch (IOException e) {
      return new Outcome.Held(unusable().orElseThrow(() -> e));
    }
  }

  /// Sends a body that is no batch.
  ///
  /// @throws IOException when there was no whole answer
  public Reply post(ByteBuffer body, String contentType, List<Header> more)
      throws IOException, InterruptedException {
    Reply reply = send(Call.post(url, contentType, body).with(more));
    Optional<Url> next = besides(reply);
    return next.isPresent() ? send(Call.post(next.get(), contentType, body).with(more)) : reply;
  }

  /// Where the same server wants a body that it has not taken: frameworks send `/api/metrics` on to
  /// `/api/metrics/`. Other servers are for a person to write down.
  private Optional<Url> besides(Reply reply) {
    if (reply.status() != 307 && reply.status() != 308) {
      return Optional.empty();
    }
    try {
      return reply
          .header("Location")
          .map(to -> to.startsWith("/") && !to.startsWith("//") ? at(to) : Url.parse(to))
          .filter(to -> to.equals(at(to.target())) && !to.equals(url));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Url at(String target) {
    return new Url(url.secure(), url.address(), url.host(), target);
  }

  /// Asks a question with one more parameter in the query.
  ///
  /// @param parameter such as `a=b`
  /// @throws IOException when there was no whole answer
  public Reply ask(String parameter) throws IOException, InterruptedException {
    String target = url.target() + (url.target().contains("?") ? "&" : "?") + parameter;
    return send(Call.get(at(target)));
  }

  /// Opens a web socket at another path of the same server, with the same credentials.
  ///
  /// @param more headers that the protocol wants
  /// @throws IOException when there was no whole answer
  public UpgradeAnswer upgrade(String path, List<Header> more, UpgradeTerms terms)
      throws IOException, InterruptedException {
    return client.upgrade(Call.get(at(path)).by(route).with(more).with(headers), terms);
  }

  /// What another failure says, without secrets.
  public String words(IOException failure) {
    return discretion.line(String.valueOf(failure.getMessage()));
  }

  /// Does the server answer anything but that it can't?
  public boolean answers() throws InterruptedException {
    try {
      return send(Call.head(url)).status() < 500;
    } catch (IOException _) {
      return false;
    }
  }

  /// What can be seen there without sending anything.
  public Examination examine() throws InterruptedException {
    Examined seen = client.examine(url, route);
    return new Examination(
        seen.good(), seen.seen().stream().map(each -> discretion.line(each, SEEN)).toList());
  }

  /// What an answer to a batch means, when the protocol has nothing of its own to say.
  public Outcome outcome(Reply reply) {
    int status = reply.status();
    if (reply.succeeded()) {
      return Outcome.ACCEPTED;
    }
    return switch (status) {
      case 400, 422 -> new Outcome.Rejected(words(reply));
      case 413 -> new Outcome.TooLarge(words(reply));
      case 408, 429 -> retry(reply);
      default -> status >= 500 ? retry(reply) : new Outcome.Held(held(reply));
    };
  }

  /// An answer as one short line without secrets: `HTTP 400: out of order sample`.
  public String words(Reply reply) {
    return discretion.words(reply);
  }

  @Override
  public void close() {
    client.close();
    route.tls().ifPresent(Tls::close);
  }

  private static ClientLimits limits(HttpConfig config) {
    return new ClientLimits(
        config.connectTimeout(),
        config.writeTimeout(),
        config.timeout(),
        config.timeout(),
        config.timeout(),
        IDLE,
        HEADER_BYTES,
        HEADER_COUNT,
        ANSWER);
  }

  /// `Sonde/1.2.3`, or `Sonde` when it does not run from its jars.
  private static String agent() {
    String version = HttpDestination.class.getPackage().getImplementationVersion();
    return version == null ? "Sonde" : "Sonde/" + version;
  }

  /// A query may hold a key, and servers quote it.
  private static List<String> valuesOf(String target) {
    return Arrays.stream(target.substring(target.indexOf('?') + 1).split("&", -1))
        .filter(each -> each.indexOf('=') > 0)
        .map(each -> each.substring(each.indexOf('=') + 1))
        .filter(each -> each.length() >= SHORTEST_IN_QUERY)
        .toList();
  }

  private static List<String> secretsOf(Proxy proxy) {
    return new Credentials.Basic(proxy.username(), proxy.password()).sent().getFirst().secrets();
  }

  private Reply send(Call call) throws IOException, InterruptedException {
    return client.send(call.by(route).with(headers));
  }

  private void set(Header header) {
    headers.removeIf(each -> each.name().equalsIgnoreCase(header.name()));
    headers.add(header);
  }

  /// The server has seen nothing.
  private Outcome refused(ProxyRefusedException by) {
    String why = discretion.line(String.valueOf(by.getMessage()));
    return switch (by.status()) {
      case 408, 429 -> new Outcome.Retry(BUSY, why);
      default -> by.status() >= 500 ? new Outcome.Retry(BUSY, why) : new Outcome.Held(why);
    };
  }

  /// Why no connection can be made at all, when files of TLS are to blame: a person mends them.
  private Optional<String> unusable() throws InterruptedException {
    if (route.tls().isEmpty() || route.tls().get().generation() > 0) {
      return Optional.empty();
    }
    return route.tls().get().problem().map(TlsProblem::words);
  }

  private Outcome retry(Reply reply) {
    Optional<Duration> after = RetryAfter.of(reply, time);
    return new Outcome.Retry(reply.status() == 429 ? after.or(() -> BUSY) : after, words(reply));
  }

  private String held(Reply reply) {
    String words = words(reply);
    return switch (reply.status()) {
      case 401, 403 -> words + "; check the credentials";
      case 404 -> words + "; check the path in url";
      case 407 -> words + "; a proxy asks who you are: check username and password in proxy";
      case 301, 302, 303, 307, 308 ->
          "HTTP "
              + reply.status()
              + ": moved to "
              + discretion.place(reply.header("Location").orElse("an unnamed place"))
              + "; redirects are not followed, write the new place as url";
      case 405, 415 -> words + "; check url and type: it takes something else there";
      default -> words;
    };
  }
}
