package dev.sonde.server;

import dev.sonde.delivery.Circuit;
import dev.sonde.delivery.CourierStatus;
import dev.sonde.engine.ComponentStatus;
import dev.sonde.http.Response;
import dev.sonde.journal.JournalStatus;
import dev.sonde.journal.Standing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// `/`: the state of this Sonde on one small page without scripts.
final class StatusPage {
  private static final double BYTES_PER_MEBIBYTE = 1 << 20;
  private static final String STYLE =
      """
      body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;
      color:#1b1f24;background:#fff}h1{font-size:1.5rem;margin:0}p{margin:.3rem 0}
      table{border-collapse:collapse;width:100%;margin:1rem 0}
      th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #d8dee4;vertical-align:top}
      th{font-weight:600;color:#57606a}td.n{text-align:right;font-variant-numeric:tabular-nums}
      .tiles{display:flex;flex-wrap:wrap;gap:1rem;margin:1.2rem 0}
      .tile{border:1px solid #d8dee4;border-radius:.5rem;padding:.6rem 1rem;min-width:7rem}
      .tile b{display:block;font-size:1.5rem;font-variant-numeric:tabular-nums}
      .ok{color:#1a7f37}.bad{color:#b42318}.dim{color:#57606a}
      @media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}
      th,.dim{color:#9da7b3}th,td,.tile{border-color:#30363d}.ok{color:#56d364}.bad{color:#ff7b72}
      a{color:#79b8ff}}
      td:first-child,td:last-child{white-space:nowrap}\
      """;

  private final StringBuilder out = new StringBuilder(4096);

  private StatusPage() {}

  static Response response(Program program) {
    var page = new StatusPage();
    page.write(program);
    return Response.of(
            200, "text/html; charset=utf-8", page.out.toString().getBytes(StandardCharsets.UTF_8))
        .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .with("Refresh", "5");
  }

  private void write(Program program) {
    out.append(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Sonde</title>");
    out.append("<meta name=\"viewport\" content=\"width=device-width\">");
    out.append("<style>").append(STYLE).append("</style></head><body><h1>Sonde ");
    text(program.version());
    out.append("</h1><p class=\"dim\">Up ");
    text(Instants.goDuration(program.uptimeNanos() / 1_000_000_000L * 1_000_000_000L));
    out.append(", profile ");
    text(program.profile());
    out.append(", ").append(program.snapshot().size()).append(" series</p>");
    program.warnings().forEach(each -> sentence("bad", each));
    program.notices().forEach(each -> sentence("dim", each));
    tiles(MachineView.of(program.snapshot()));
    components(program);
    journal(program.journal());
    destinations(program.destinations());
    out.append(
        "<p><a href=\"/metrics/prometheus\">metrics</a> · <a href=\"/metrics/json\">JSON</a>");
    out.append(" · <a href=\"/health\">health</a> · <a href=\"/api/config\">configuration</a></p>");
    out.append("</body></html>\n");
  }

  private void sentence(String look, String sentence) {
    out.append("<p class=\"").append(look).append("\">");
    text(sentence);
    out.append("</p>");
  }

  private void tiles(MachineView view) {
    out.append("<div class=\"tiles\">");
    tile("CPU", view.cpu(), " %");
    tile("Memory", view.ram(), " %");
    tile("Disk /", view.diskPercent(), " %");
    tile("GPU", view.gpu(), " %");
    tile("Temperature", view.temperature(), " °C");
    out.append("</div>");
  }

  private void tile(String name, OptionalDouble value, String unit) {
    if (value.isPresent()) {
      out.append("<div class=\"tile\"><span class=\"dim\">").append(name).append("</span><b>");
      out.append(Math.rint(value.getAsDouble() * 10) / 10).append(unit).append("</b></div>");
    }
  }

  private void components(Program program) {
    out.append("<table><tr><th>component<th>state<th>runs<th>errors<th>last run</tr>");
    for (ComponentStatus each : program.components()) {
      component(each);
    }
    out.append("</table>");
  }

  private void component(ComponentStatus of) {
    boolean good = of.consecutiveFailures() == 0;
    out.append("<tr><td>").append(of.kind()).append(' ');
    text(of.name());
    out.append("<td class=\"").append(good ? "ok" : "bad").append("\">");
    out.append(of.state().name().toLowerCase(Locale.ROOT));
    detail(good ? "" : of.lastError());
    of.absent().forEach((what, why) -> detail("no " + what + ": " + why));
    out.append("<td class=\"n\">").append(of.runs());
    out.append("<td class=\"n\">").append(of.failures());
    out.append("<td>").append(of.lastRunMillis() == 0 ? "" : Instants.seconds(of.lastRunMillis()));
    out.append("</tr>");
  }

  private void journal(JournalStatus of) {
    boolean good = of.durable() && of.problem().isEmpty();
    out.append("<table><tr><th>journal<th>size<th>room<th>files<th>since</tr>");
    out.append("<tr><td class=\"").append(good ? "ok" : "bad").append("\">");
    out.append(DeliveryHealth.state(of));
    detail(of.problem());
    out.append("<td class=\"n\">");
    mebibytes(of.bytes());
    out.append("<td class=\"n\">");
    mebibytes(of.maxBytes());
    out.append("<td class=\"n\">").append(of.segments());
    out.append("<td>").append(of.oldestMillis() == 0 ? "" : Instants.seconds(of.oldestMillis()));
    out.append("</tr></table>");
  }

  private void mebibytes(long bytes) {
    out.append(Math.round(bytes / BYTES_PER_MEBIBYTE * 10) / 10.0).append(" MiB");
  }

  private void destinations(List<CourierStatus> all) {
    if (all.isEmpty()) {
      return;
    }
    out.append("<table><tr><th>destination<th>state<th>waiting<th>delivered<th>dropped</tr>");
    for (CourierStatus each : all) {
      destination(each);
    }
    out.append("</table>");
  }

  private void destination(CourierStatus of) {
    boolean good = of.circuit() == Circuit.CLOSED;
    out.append("<tr><td>");
    text(of.name());
    out.append("<td class=\"").append(good ? "ok" : "bad").append("\">");
    out.append(DeliveryHealth.state(of));
    detail(of.consecutiveFailures() > 0 ? of.lastError() : "");
    if (of.standing().isPresent()) {
      Standing standing = of.standing().get();
      out.append("<td class=\"n\">").append(standing.pending());
      out.append("<td class=\"n\">").append(standing.delivered());
      out.append("<td class=\"n\">");
      out.append(standing.dropped().values().stream().mapToLong(Long::longValue).sum());
    } else {
      out.append("<td><td><td>");
    }
    out.append("</tr>");
  }

  private void detail(String text) {
    if (!text.isEmpty()) {
      out.append("<div class=\"dim\">");
      text(text);
      out.append("</div>");
    }
  }

  private void text(String text) {
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        default -> out.append(text.charAt(i));
      }
    }
  }
}
