package dev.sonde.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/// The body of a request. Asks for it with `100 Continue` when somebody reads and the client waits.
final class BodyInput extends InputStream {
  private final DefaultBHttpServerConnection core;
  private final ClassicHttpRequest head;
  private final boolean waits;
  private @Nullable InputStream content;
  private boolean over;

  BodyInput(DefaultBHttpServerConnection core, ClassicHttpRequest head, boolean waits) {
    this.core = core;
    this.head = head;
    this.waits = waits;
  }

  /// Does the client still wait to be asked?
  boolean waits() {
    return waits && content == null;
  }

  /// The handler has answered: reading on would mix the body's continuation into the response.
  void end() {
    over = true;
  }

  @Override
  public int read() throws IOException {
    return content().read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return content().read(bytes, offset, length);
  }

  private InputStream content() throws IOException {
    if (over) {
      throw new IOException("the body can be read until the handler returns");
    }
    InputStream open = content;
    if (open == null) {
      open = open();
      content = open;
    }
    return open;
  }

  private InputStream open() throws IOException {
    try {
      if (waits) {
        core.sendResponseHeader(new BasicClassicHttpResponse(100));
        core.flush();
      }
      core.receiveRequestEntity(head);
    } catch (HttpException _) {
      throw Refusal.bad("the body is not framed as HTTP/1.1 wants it");
    }
    return head.getEntity() == null ? nullInputStream() : head.getEntity().getContent();
  }
}
