package dev.sonde.receivers.influx;

import dev.sonde.api.Caller;
import dev.sonde.api.Push;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.receivers.Body;
import dev.sonde.receivers.Desk;
import dev.sonde.receivers.Entrance;
import dev.sonde.receivers.Reading;
import dev.sonde.receivers.Receiver;
import dev.sonde.wire.influx.LineLimits;
import dev.sonde.wire.influx.LinePush;
import dev.sonde.wire.influx.WriteErrors;
import dev.sonde.wire.influx.WritePrecision;
import dev.sonde.wire.influx.WriteReport;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Takes lines of InfluxDB's protocol, as its versions 1 and 2 do.
///
/// A body of which some lines can't be read is answered with 400, `partial write`, once the rest is
/// safe. Databases, buckets and organisations are passed over: there are none.
public final class InfluxReceiver implements Receiver {
  private static final int MOST_SERIES = 100_000;

  private final Desk desk;
  private final Queue<LinePush> readers = new ConcurrentLinkedQueue<>();

  /// @param desk where bodies are handed in
  public InfluxReceiver(Desk desk) {
    this.desk = desk;
  }

  /// What `/ping` says to everybody: there is something that takes lines.
  public static Response pong() {
    return Response.empty(204)
        .with("X-Influxdb-Version", "1.8.10")
        .with("X-Influxdb-Build", "Sonde");
  }

  @Override
  public String name() {
    return "influx";
  }

  @Override
  public List<Entrance> entrances() {
    return List.of(
        new Entrance("POST", "/write", (request, caller) -> write(Version.ONE, request, caller)),
        new Entrance(
            "POST", "/api/v2/write", (request, caller) -> write(Version.TWO, request, caller)));
  }

  private Response write(Version version, Request request, Caller caller) throws IOException {
    String word = request.parameter("precision").orElse("");
    Optional<WritePrecision> precision = version.precision(word);
    return precision.isEmpty()
        ? version.badPrecision(word)
        : desk.take(request, caller, (body, push) -> read(version, precision.get(), body, push));
  }

  private Reading read(Version version, WritePrecision precision, Body body, Push push) {
    LinePush known = readers.poll();
    LinePush reader = known == null ? made() : known;
    try {
      WriteReport report = reader.read(body.bytes(), body.length(), precision, push);
      Response answer = answer(version, report, body);
      return Reading.of(() -> answer);
    } finally {
      reader.forget();
      readers.offer(reader);
    }
  }

  private static LinePush made() {
    return new LinePush(new SecureRandom().nextLong(), LineLimits.USUAL, true, MOST_SERIES);
  }

  private static Response answer(Version version, WriteReport report, Body body) {
    if (report.lines().malformed() > 0) {
      return version.bad(WriteErrors.unreadable(report, body.bytes(), body.length()));
    }
    return report.refused() == 0
        ? Response.empty(204)
        : version.bad(
            "partial write: two tags of a point have one name once it is made one of Prometheus'"
                + " dropped="
                + report.refused());
  }
}
