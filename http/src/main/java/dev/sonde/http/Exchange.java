package dev.sonde.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestParserFactory;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/// What a connection needs while it is busy: HttpCore's parser and writer and the strict input,
/// about 30 kB of buffers. One serves one connection after the other.
final class Exchange {
  /// The head has been judged before HttpCore sees it, by [Limits].
  private static final Http1Config UNLIMITED =
      Http1Config.custom().setMaxLineLength(-1).setMaxHeaderCount(-1).build();

  private static final DefaultHttpRequestParserFactory PARSERS =
      new DefaultHttpRequestParserFactory(UNLIMITED, null, new RawRequests());

  private final Limits limits;
  private final StrictInput input;
  private final CountedOutput output;
  private final DefaultBHttpServerConnection core;

  Exchange(Limits limits, Counters counters) {
    this.limits = limits;
    this.input = new StrictInput(limits);
    this.output = new CountedOutput(counters);
    this.core =
        new DefaultBHttpServerConnection("http", UNLIMITED, null, null, null, null, PARSERS, null);
    try {
      core.bind(new StreamSocket(input, output));
    } catch (IOException impossible) {
      throw new IllegalStateException("a socket of two streams does no I/O", impossible);
    }
  }

  void attach(Wire wire, Deadline deadline, int first) {
    input.attach(wire, deadline, first);
    output.attach(wire.out());
  }

  void detach() {
    input.detach();
    output.detach();
  }

  /// Those it was made for.
  Limits limits() {
    return limits;
  }

  StrictInput input() {
    return input;
  }

  Incoming receive(Wire from) throws IOException {
    input.readHead();
    try {
      ClassicHttpRequest head = core.receiveRequestHeader();
      return incoming(head, headers(head), from);
    } catch (HttpException _) {
      throw Refusal.bad("the head is not valid HTTP/1.1");
    }
  }

  private Incoming incoming(ClassicHttpRequest head, List<Header> headers, Wire from)
      throws Refusal {
    boolean old = head.getVersion().getMinor() == 0;
    Request request =
        Request.received(
            head.getMethod(),
            head.getPath(),
            headers,
            body(head, headers, old),
            from.peer(),
            old,
            input::abandoned,
            from.certificate());
    List<String> connection = request.headers("Connection");
    boolean keep =
        old ? Preference.has(connection, "keep-alive") : !Preference.has(connection, "close");
    return new Incoming(request, old, keep);
  }

  private InputStream body(ClassicHttpRequest head, List<Header> headers, boolean old)
      throws Refusal {
    boolean waits = false;
    for (Header header : headers) {
      if (header.is("Expect") && !old) {
        if (!header.value().equalsIgnoreCase("100-continue")) {
          throw new Refusal(417, "the only expectation met is 100-continue");
        }
        waits = true;
      }
    }
    return input.ended() ? InputStream.nullInputStream() : new BodyInput(core, head, waits);
  }

  private static List<Header> headers(ClassicHttpRequest head) {
    var headers = new ArrayList<Header>();
    for (var header : head.getHeaders()) {
      headers.add(new Header(header.getName(), header.getValue()));
    }
    return headers;
  }

  void send(Answer answer) throws IOException {
    var response = new BasicClassicHttpResponse(answer.status());
    for (Header header : answer.headers()) {
      response.addHeader(header.name(), header.value());
    }
    try {
      core.sendResponseHeader(response);
      if (answer.body()) {
        response.setEntity(entity(answer));
        core.sendResponseEntity(response);
      }
      core.flush();
    } catch (HttpException e) {
      throw new IOException("the response could not be framed", e);
    }
  }

  private EntityTemplate entity(Answer answer) {
    return new EntityTemplate(
        Math.max(Answer.CHUNKED, answer.length()),
        null,
        null,
        out -> {
          boolean whole = false;
          try {
            answer.writer().writeTo(out);
            whole = true;
          } finally {
            if (!whole) {
              output.cut();
            }
          }
        });
  }
}
