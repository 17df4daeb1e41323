package dev.sonde.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.EntityTemplate;

/// What a call needs while it is under way: HttpCore's writer and parser and the checked input. One
/// serves one connection after the other.
///
/// # Implementation notes
///
/// A server may answer before it has read the request, and then hang up (413 is the usual case). So
/// a body goes out in pieces, between which it looks whether an answer has come; and when writing
/// fails it still reads, as the answer may have arrived before the connection broke.
final class ClientExchange {
  private static final Http1Config UNLIMITED =
      Http1Config.custom().setMaxLineLength(-1).setMaxHeaderCount(-1).build();
  private static final RawRequests REQUESTS = new RawRequests();
  private static final int PIECE = 32 << 10;
  private static final int INTERIM = 8;
  private static final int DRAINED = 64 << 10;

  private final ClientLimits limits;
  private final ReplyInput input;
  private final Outlet output = new Outlet();
  private final DefaultBHttpClientConnection core = new DefaultBHttpClientConnection(UNLIMITED);
  private Wire wire;
  private boolean closes;

  ClientExchange(ClientLimits limits, Wire first) throws IOException {
    this.limits = limits;
    this.input = new ReplyInput(limits);
    this.wire = first;
    core.bind(new StreamSocket(input, output));
  }

  void attach(Wire to) {
    wire = to;
    closes = false;
    input.attach(to.in());
    output.out = to.out();
  }

  void detach() {
    input.detach();
    output.out = OutputStream.nullOutputStream();
  }

  /// Has a byte of an answer come?
  boolean answered() {
    return input.answered();
  }

  /// Can the connection serve the next request?
  boolean reusable() {
    return !closes && !input.oldVersion() && input.clean();
  }

  /// Sends a request.
  ///
  /// @return whether all of it; else an answer is there already
  boolean send(Call call, Way way) throws IOException {
    ClassicHttpRequest request = REQUESTS.newHttpRequest(call.method(), way.target(call.url()));
    request.addHeader("Host", call.url().host());
    way.authorization().ifPresent(each -> request.addHeader(each.name(), each.value()));
    for (Header header : call.headers()) {
      request.addHeader(header.name(), header.value());
    }
    try {
      if (call.hasBody()) {
        request.addHeader("Content-Length", call.body().remaining());
        request.setEntity(
            new EntityTemplate(
                call.body().remaining(), null, null, out -> write(call.body(), out)));
      }
      core.sendRequestHeader(request);
      core.sendRequestEntity(request);
      core.flush();
      return true;
    } catch (EarlyAnswer _) {
      return false;
    } catch (HttpException e) {
      throw new IOException("the request could not be framed", e);
    }
  }

  private void write(ByteBuffer body, OutputStream out) throws IOException {
    int from = body.arrayOffset() + body.position();
    int end = from + body.remaining();
    for (int at = from; at < end; at += PIECE) {
      if (at > from && hasAnswer()) {
        throw new EarlyAnswer();
      }
      out.write(body.array(), at, Math.min(PIECE, end - at));
    }
  }

  boolean hasAnswer() throws IOException {
    return wire.in().available() > 0;
  }

  /// Reads the head of the answer, past those that only say that it takes time.
  ClassicHttpResponse receiveHead() throws IOException {
    try {
      for (int interim = 0; interim <= INTERIM; interim++) {
        input.readHead();
        ClassicHttpResponse head = core.receiveResponseHeader();
        if (input.status() == 101) {
          throw Refusal.bad("it switches protocols, which nobody asked for");
        }
        if (input.status() >= 200) {
          return head;
        }
      }
      throw Refusal.bad("it sends one interim answer after the other");
    } catch (HttpException e) {
      throw new IOException("the answer is not valid HTTP/1.1", e);
    }
  }

  Reply receiveBody(Call call, ClassicHttpResponse head) throws IOException {
    List<Header> headers = headers(head);
    closes = closes(headers);
    int status = input.status();
    if (call.method().equals("HEAD") || status == 204 || status == 304) {
      return new Reply(status, headers, new byte[0], true);
    }
    input.beginBody();
    try {
      core.receiveResponseEntity(head);
    } catch (HttpException e) {
      throw new IOException("the answer is not valid HTTP/1.1", e);
    }
    InputStream content = head.getEntity().getContent();
    byte[] body = content.readNBytes(limits.body());
    return new Reply(status, headers, body, !overflows(content));
  }

  /// Is there more than the limit? What is not much more is read, so that the connection can go on.
  private static boolean overflows(InputStream content) throws IOException {
    var waste = new byte[4 << 10];
    int drained = 0;
    int count = content.read(waste);
    while (count >= 0 && drained < DRAINED) {
      drained += count;
      count = content.read(waste);
    }
    return drained > 0;
  }

  private static List<Header> headers(ClassicHttpResponse head) {
    var headers = new ArrayList<Header>();
    for (var each : head.getHeaders()) {
      headers.add(new Header(each.getName(), each.getValue()));
    }
    return headers;
  }

  private static boolean closes(List<Header> headers) {
    var values = headers.stream().filter(each -> each.is("Connection")).map(Header::value).toList();
    return Preference.has(values, "close");
  }

  private static final class Outlet extends OutputStream {
    private OutputStream out = nullOutputStream();

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }
  }

  private static final class EarlyAnswer extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
