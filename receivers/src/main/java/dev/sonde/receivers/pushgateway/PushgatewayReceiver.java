package dev.sonde.receivers.pushgateway;

import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.Reception;
import dev.sonde.http.CallerHandler;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.receivers.Body;
import dev.sonde.receivers.Desk;
import dev.sonde.receivers.Entrance;
import dev.sonde.receivers.Reading;
import dev.sonde.receivers.Receiver;
import dev.sonde.receivers.RefusedException;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.pushgateway.Grouping;
import dev.sonde.wire.pushgateway.PushedGroups;
import dev.sonde.wire.pushgateway.PushedGroups.Deed;
import dev.sonde.wire.pushgateway.PushedGroups.Member;
import dev.sonde.wire.scrape.PageException;
import dev.sonde.wire.scrape.PageFormat;
import dev.sonde.wire.scrape.PageLimits;
import dev.sonde.wire.scrape.PagePush;
import dev.sonde.wire.scrape.PageSink;
import dev.sonde.wire.scrape.PageSummary;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Takes pages as a Pushgateway does: text, OpenMetrics, protobuf.
///
/// The labels in the path stand above those on the page. What a push replaces and does not bring
/// again ends. A page is taken as a whole or, with one bad line, not at all; then
/// `push_failure_time_seconds` says so.
public final class PushgatewayReceiver implements Receiver {
  private static final List<String> PATHS = List.of("/metrics/job/", "/metrics/job@base64/");
  private static final String PUSHED = "push_time_seconds";

  private final Desk desk;
  private final Reception reception;
  private final Groups groups = new Groups();
  private final Queue<PagePush> readers = new ConcurrentLinkedQueue<>();

  /// @param desk where bodies are handed in
  /// @param reception where it is said that one could not be read
  public PushgatewayReceiver(Desk desk, Reception reception) {
    this.desk = desk;
    this.reception = reception;
  }

  @Override
  public String name() {
    return "pushgateway";
  }

  @Override
  public List<Entrance> entrances() {
    var all = new ArrayList<Entrance>();
    for (String path : PATHS) {
      for (Deed deed : Deed.values()) {
        CallerHandler handler = (request, caller) -> push(deed, request, caller);
        all.add(new Entrance(deed.name(), path, handler));
      }
    }
    return all;
  }

  private Response push(Deed deed, Request request, Caller caller) throws IOException {
    Labels group;
    try {
      group = Grouping.of(path(request.target())).with(caller.stamp());
    } catch (IllegalArgumentException wrong) {
      return Response.error(400, String.valueOf(wrong.getMessage()));
    }
    try (var attempt = new Attempt(deed, group, groups)) {
      String type = request.header("Content-Type").orElse("");
      Desk.Form form =
          switch (deed) {
            case DELETE -> (_, push) -> changed(attempt, Set.of(), push, 202);
            case POST, PUT -> (body, push) -> read(attempt, type, body, push);
          };
      Response response = desk.take(request, caller, form);
      if (attempt.isUnreadable()) {
        failed(caller, group);
      }
      return response;
    }
  }

  private Reading read(Attempt attempt, String type, Body body, Push push)
      throws BodyException, RefusedException {
    PageFormat format =
        PageFormat.of(type, body.bytes(), body.length())
            .orElseThrow(() ->
                new RefusedException(
                    415, "pages come as text of Prometheus, OpenMetrics, or protobuf"));
    PagePush known = readers.poll();
    PagePush reader =
        known == null ? new PagePush(new SecureRandom().nextLong(), PageLimits.USUAL) : known;
    try {
      Set<Member> brought = brought(reader, format, attempt.group(), body, push);
      return changed(attempt, brought, push, 200);
    } catch (BodyException bad) {
      attempt.fail();
      throw bad;
    } finally {
      readers.offer(reader);
    }
  }

  private static Set<Member> brought(
      PagePush reader, PageFormat format, Labels group, Body body, Push push) throws BodyException {
    var members = new HashSet<Member>();
    members.add(new Member(PUSHED, group));
    try {
      PagePush.Report report =
          reader.read(
              body.bytes(),
              body.length(),
              format,
              group,
              PageSink.Natives.BOTH,
              (name, labels) -> members.add(new Member(name, labels)),
              push);
      insistOnAll(report.page());
      return members;
    } catch (PageException wrong) {
      throw new BodyException("text format parsing error in " + wrong.getMessage());
    }
  }

  private static void insistOnAll(PageSummary page) throws BodyException {
    if (page.malformed() > 0) {
      throw new BodyException(
          "text format parsing error in line "
              + page.malformedLine()
              + ": "
              + page.malformedReason());
    }
  }

  private static Reading changed(Attempt attempt, Set<Member> brought, Push push, int status) {
    attempt.change(brought, push);
    return Reading.of(() -> {
      attempt.settle();
      return Response.empty(status);
    });
  }

  private void failed(Caller caller, Labels group) {
    try (Push push = reception.begin(caller)) {
      PushedGroups.failed(group, push);
      push.commit(Origin.UNNAMED);
    }
  }

  /// The path as it was sent, as slashes and percent signs mean something there.
  private static String path(String target) {
    int question = target.indexOf('?');
    String whole = question < 0 ? target : target.substring(0, question);
    int authority = whole.startsWith("/") ? -1 : whole.indexOf("://");
    return authority < 0 ? whole : whole.substring(Math.max(0, whole.indexOf('/', authority + 3)));
  }
}
