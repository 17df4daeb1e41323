package dev.sonde.collectors.discovery.consul;

import dev.sonde.collectors.access.AccessHeader;
import dev.sonde.collectors.access.Caller;
import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.discovery.DiscoveryTools;
import dev.sonde.http.BodyBuffer;
import dev.sonde.http.Fetched;
import dev.sonde.http.Url;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;

/// The API of Consul, over HTTP.
final class HttpApi implements Api, AutoCloseable {
  private static final int LARGEST = 64 << 20;
  private static final String TOKEN = "X-Consul-Token";
  private static final String WAIT = "wait=120000ms";
  private static final Duration ANSWERED = Duration.ofSeconds(30);
  // Consul waits up to a sixteenth longer than it is told.
  private static final Duration WAITED = Duration.ofSeconds(128).plus(ANSWERED);

  private final String url;
  private final Caller caller;

  HttpApi(ConsulDiscoveryConfig config, DiscoveryTools tools) {
    this.url = config.url();
    this.caller =
        new Caller(
            access(config),
            tools.client(),
            tools.tls(),
            tools.blocking(),
            tools.time(),
            tools.environment());
  }

  @Override
  public Answer ask(String path, long index) throws IOException, InterruptedException {
    String separator = path.indexOf('?') < 0 ? "?" : "&";
    String wait = index > 0 ? separator + "index=" + index + "&" + WAIT : "";
    var body = new BodyBuffer(LARGEST);
    var call = caller.get(Url.parse(url + path + wait)).within(index > 0 ? WAITED : ANSWERED);
    Fetched fetched = caller.client().fetch(call, body);
    if (!fetched.whole()) {
      throw new IOException("the answer is larger than " + LARGEST + " bytes");
    }
    return new Answer(fetched.status(), index(fetched), body.bytes(), body.size());
  }

  @Override
  public void close() {
    caller.close();
  }

  private static long index(Fetched fetched) {
    try {
      return Math.max(0, Long.parseLong(fetched.headers().first("x-consul-index").orElse("0")));
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static HttpAccess access(ConsulDiscoveryConfig config) {
    HttpAccess access = config.access();
    var headers = new ArrayList<>(access.headers());
    config.token().ifPresent(token -> headers.add(new AccessHeader(TOKEN, token, true)));
    return new HttpAccess(
        access.tls(), access.authentication(), headers, access.proxy(), access.followRedirects());
  }
}
