package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.http.Call;
import dev.sonde.http.Client;
import dev.sonde.http.ClientLimits;
import dev.sonde.http.Header;
import dev.sonde.http.HeaderLines;
import dev.sonde.http.Reply;
import dev.sonde.http.Route;
import dev.sonde.http.StreamReader;
import dev.sonde.http.Url;
import dev.sonde.http.tls.TlsConfig;
import dev.sonde.http.tls.TlsContexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The Sonde that is asked.
final class QueryPeer implements AutoCloseable {
  /// More than a query takes, so that its own words about the time come first.
  private static final Duration PATIENCE = Duration.ofSeconds(65);

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int ANSWER_BYTES = 16 << 20;
  private static final int ERROR_BYTES = 16 << 10;

  private final String base;
  private final Optional<String> key;
  private final BlockingCalls blocking = new BlockingCalls();
  private final Client client;

  /// @param base what stands before the path
  /// @param key shown as a bearer's token
  QueryPeer(String base, Optional<String> key) {
    this.base = base;
    this.key = key;
    client = new Client(ClientLimits.of(CONNECT, PATIENCE, ANSWER_BYTES), blocking);
  }

  String base() {
    return base;
  }

  Reply ask(String path, Map<String, String> parameters) throws IOException, InterruptedException {
    return client.send(call(path, parameters));
  }

  /// Hands the answer on while it comes.
  ///
  /// @return the status, and the body when it is not 200
  Reply pass(String path, Map<String, String> parameters, OutputStream out)
      throws IOException, InterruptedException {
    var to = new Passing(out);
    var streamed = client.stream(call(path, parameters), PATIENCE, to);
    return new Reply(streamed.status(), List.of(), to.refusal.toByteArray(), true);
  }

  @Override
  public void close() {
    client.close();
  }

  private Call call(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "?", ""));
    Url url = Url.parse(base + path + query);
    Call call = Call.get(url);
    if (url.secure()) {
      var tls = new TlsContexts(Time.SYSTEM, blocking).client(TlsConfig.DEFAULT);
      call = call.by(new Route(Optional.of(tls), Optional.empty()));
    }
    return key.isEmpty()
        ? call
        : call.withSecret(List.of(new Header("Authorization", "Bearer " + key.get())));
  }

  private static final class Passing implements StreamReader {
    private final OutputStream out;
    private final ByteArrayOutputStream refusal = new ByteArrayOutputStream();
    private boolean good;

    Passing(OutputStream out) {
      this.out = out;
    }

    @Override
    public boolean begins(int status, HeaderLines headers) {
      good = status == 200;
      return true;
    }

    @Override
    public boolean take(byte[] bytes, int from, int length) throws IOException {
      if (good) {
        out.write(bytes, from, length);
        return true;
      }
      refusal.write(bytes, from, length);
      return refusal.size() < ERROR_BYTES;
    }
  }
}
