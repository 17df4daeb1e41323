package dev.sonde.collectors.discovery.http;

import dev.sonde.http.Call;
import dev.sonde.http.Reply;
import java.io.IOException;

/// Asks for pages, with whatever the configuration adds to a request.
interface Pages {
  Reply send(Call call) throws IOException, InterruptedException;
}
