package dev.sonde.shippers.http;

import dev.sonde.api.Encoded;
import dev.sonde.api.Outcome;
import dev.sonde.api.Secret;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.Call;
import dev.sonde.http.Client;
import dev.sonde.http.ClientLimits;
import dev.sonde.http.Header;
import dev.sonde.http.Reply;
import dev.sonde.http.Url;
import dev.sonde.http.tls.TlsContexts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Posts bodies to one URL and says what became of them. For one courier; closing twice is fine.
///
/// A body is sent once for each call: whether it is sent again is the courier's business, as a
/// server that did not answer may have taken it.
public final class HttpDestination implements AutoCloseable {
  private static final int ANSWER = 16 << 10;
  private static final int SHORTEST_SECRET = 4;

  private final Url url;
  private final String contentType;
  private final String batchHeader;
  private final List<Header> headers = new ArrayList<>();
  private final Discretion discretion;
  private final Client client;
  private final Time time;
  private final TlsContexts tls;

  /// Touches no network.
  ///
  /// @param more headers that the protocol wants
  public HttpDestination(
      HttpConfig config,
      String contentType,
      List<Header> more,
      TlsContexts tls,
      Surroundings surroundings,
      Time time) {
    var secrets = new ArrayList<String>();
    this.url = Url.parse(config.url());
    this.tls = tls;
    this.contentType = contentType;
    this.batchHeader = config.batchHeader();
    this.time = time;
    headers.add(new Header("User-Agent", "Sonde"));
    headers.addAll(more);
    if (config.gzip()) {
      headers.add(new Header("Content-Encoding", "gzip"));
    }
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
    this.discretion = new Discretion(secrets);
    this.client =
        new Client(
            ClientLimits.of(config.connectTimeout(), config.timeout(), ANSWER),
            surroundings.blocking());
  }

  /// Sends a batch once.
  ///
  /// @throws IOException when there was no whole answer
  public Outcome post(Encoded encoded) throws IOException, InterruptedException {
    var sent = new ArrayList<>(headers);
    if (!batchHeader.isEmpty()) {
      sent.add(new Header(batchHeader, encoded.id().toString()));
    }
    return outcome(client.send(Call.post(url, contentType, encoded.body()).with(sent)));
  }

  /// Does the server answer anything but that it can't?
  public boolean answers() throws InterruptedException {
    try {
      return client.send(Call.head(url).with(headers)).status() < 500;
    } catch (IOException _) {
      return false;
    }
  }

  /// The TLS of this destination.
  TlsContexts tls() {
    return tls;
  }

  @Override
  public void close() {
    client.close();
  }

  private void set(Header header) {
    headers.removeIf(each -> each.name().equalsIgnoreCase(header.name()));
    headers.add(header);
  }

  private Outcome outcome(Reply reply) {
    int status = reply.status();
    if (reply.succeeded()) {
      return Outcome.ACCEPTED;
    }
    return switch (status) {
      case 400, 422 -> new Outcome.Rejected(discretion.words(reply));
      case 413 -> new Outcome.TooLarge(discretion.words(reply));
      case 408, 429 -> retry(reply);
      default -> status >= 500 ? retry(reply) : new Outcome.Held(held(reply));
    };
  }

  private Outcome retry(Reply reply) {
    return new Outcome.Retry(RetryAfter.of(reply, time), discretion.words(reply));
  }

  private String held(Reply reply) {
    String words = discretion.words(reply);
    return switch (reply.status()) {
      case 401, 403, 407 -> words + "; check the credentials";
      case 404 -> words + "; check the path in url";
      case 301, 302, 303, 307, 308 ->
          "HTTP "
              + reply.status()
              + ": moved to "
              + discretion.line(reply.header("Location").orElse("an unnamed place"))
              + "; redirects are not followed, write the new place as url";
      default -> words;
    };
  }
}
