package dev.sonde.http;

import java.net.URI;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpRequestFactory;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/// Makes HttpCore keep the target as it was sent; it would rewrite what it takes for a URL.
final class RawRequests implements HttpRequestFactory<ClassicHttpRequest> {
  private static final @Nullable String NO_PATH = null;

  @Override
  public ClassicHttpRequest newHttpRequest(String method, String target) {
    var request = new BasicClassicHttpRequest(method, NO_PATH);
    request.setPath(target);
    return request;
  }

  @Override
  public ClassicHttpRequest newHttpRequest(String method, URI target) {
    return newHttpRequest(method, target.toString());
  }
}
