package dev.sonde.it;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Asks a [Store] over its HTTP interface, which Prometheus and VictoriaMetrics have alike.
final class StoreAnswers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;

  StoreAnswers(int port) {
    this.port = port;
  }

  /// The body of an answer that is 200.
  String ask(String path, String parameter, String value) throws IOException, InterruptedException {
    var query = parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    var address = URI.create("http://127.0.0.1:" + port + path + "?" + query);
    var answer =
        client.send(
            HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(address + " said " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  /// What a query gives, an element for each series.
  List<Json> query(String text) throws IOException, InterruptedException {
    // VictoriaMetrics writes spaces here and there.
    var answer = ask("/api/v1/query", "query", text).replace("\": ", "\":");
    return Json.of(answer).at("data").at("result").elements();
  }

  List<Double> now(String selector) throws IOException, InterruptedException {
    return query(selector).stream()
        .map(each -> number(each.at("value").elements().get(1).text()))
        .toList();
  }

  static double number(String text) {
    return Double.parseDouble(text.replace("Inf", "Infinity"));
  }

  static Map<String, String> labels(Json of) {
    var labels = new TreeMap<String, String>();
    if (of.value() instanceof Map<?, ?> map) {
      map.forEach((name, value) -> labels.put((String) name, (String) value));
    }
    return labels;
  }

  @Override
  public void close() {
    client.close();
  }
}
