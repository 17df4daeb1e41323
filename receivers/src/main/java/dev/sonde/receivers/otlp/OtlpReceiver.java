package dev.sonde.receivers.otlp;

import dev.sonde.api.Appended;
import dev.sonde.api.Caller;
import dev.sonde.api.Notes;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.PushAccount;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.receivers.Answers;
import dev.sonde.receivers.Body;
import dev.sonde.receivers.Desk;
import dev.sonde.receivers.Entrance;
import dev.sonde.receivers.Reading;
import dev.sonde.receivers.Receiver;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.otlp.OtlpAnswer;
import dev.sonde.wire.otlp.OtlpForm;
import dev.sonde.wire.otlp.OtlpLimits;
import dev.sonde.wire.otlp.OtlpReader;
import dev.sonde.wire.otlp.OtlpReport;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// Takes OTLP over HTTP, protobuf and JSON.
///
/// Points that can't be taken are told as a partial success, the first of them named. Increases
/// (delta temporality) become totals, which the journal keeps with the samples that show them: an
/// increase that was answered for is in them after a restart, and one that was not counts when it
/// comes again, once.
public final class OtlpReceiver implements Receiver {
  private final Desk desk;
  private final Queue<OtlpReader> readers = new ConcurrentLinkedQueue<>();
  private final Notes notes;
  private final long seed = new SecureRandom().nextLong();
  private final Map<String, ReentrantLock> callers = new ConcurrentHashMap<>();

  /// @param desk where bodies are handed in
  /// @param notes what is safe of those that pushes there brought
  public OtlpReceiver(Desk desk, Notes notes) {
    this.desk = desk;
    this.notes = notes;
  }

  @Override
  public String name() {
    return "otlp";
  }

  @Override
  public List<Entrance> entrances() {
    return List.of(
        new Entrance("POST", "/v1/metrics", this::metrics),
        new Entrance("POST", "/api/v1/otlp/v1/metrics", this::metrics));
  }

  private Response metrics(Request request, Caller caller) throws IOException {
    Optional<OtlpForm> form = form(request.header("Content-Type").orElse(""));
    if (form.isEmpty()) {
      return Response.error(
          415, "OTLP comes as application/x-protobuf or application/json; gRPC is not spoken");
    }
    String key = caller.key().orElse("");
    ReentrantLock turn = callers.computeIfAbsent(key, _ -> new ReentrantLock());
    try (var own = new RequestTotals(turn, "otlp/" + key, notes)) {
      return desk.take(request, caller, (body, push) -> read(form.get(), body, push, own));
    }
  }

  private Reading read(OtlpForm form, Body body, Push push, RequestTotals own)
      throws BodyException {
    OtlpReader known = readers.poll();
    OtlpReader reader = known == null ? new OtlpReader(seed, OtlpLimits.USUAL) : known;
    try {
      OtlpReport report = reader.read(body.bytes(), body.length(), form, push, own);
      own.note(push);
      return new Reading(
          Origin.UNNAMED, appended -> answer(form, told(report, push.account()), appended));
    } finally {
      readers.offer(reader);
    }
  }

  /// What a limit keeps out is no fault of a point, so it is told as a warning.
  private static OtlpReport told(OtlpReport report, PushAccount account) {
    if (report.keptOut() == 0 || account.refused() == 0) {
      return report;
    }
    String reasons =
        account.reasons().entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
    return report.and("samples that are not taken: " + reasons);
  }

  private static Response answer(OtlpForm form, OtlpReport report, Appended appended) {
    return switch (appended) {
      case Appended.Accepted _, Appended.Repeated _ ->
          Response.of(200, form.contentType(), OtlpAnswer.of(report, form));
      case Appended.Refused refused -> Answers.refused(refused);
    };
  }

  private static Optional<OtlpForm> form(String contentType) {
    String type = contentType.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
    for (OtlpForm each : OtlpForm.values()) {
      if (each.contentType().equals(type)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
