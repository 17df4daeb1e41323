package dev.sonde.collectors.discovery.group;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// What stands in a text, one event after the other, as it is asked for.
///
/// # Implementation notes
///
/// The parser throws other exceptions than its own for some text that is cut off within an escape,
/// so all of them mean that the text is wrong.
final class Events {
  private final Iterator<Event> parser;

  Events(byte[] text) throws GroupRefused {
    var utf8 =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    Reader reader = new InputStreamReader(new ByteArrayInputStream(text), utf8);
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
    try {
      parser = new ParserImpl(settings, new StreamReader(settings, reader));
    } catch (YamlEngineException e) {
      throw refused(e);
    }
  }

  Event next() throws GroupRefused {
    try {
      return parser.next();
    } catch (YamlEngineException e) {
      throw refused(e);
    } catch (RuntimeException _) {
      throw new GroupRefused("it is not YAML, or breaks off");
    }
  }

  static GroupRefused refused(Event at, String why) {
    return refused(at.getStartMark(), why);
  }

  private static GroupRefused refused(Optional<Mark> at, String why) {
    return new GroupRefused(at.map(Events::place).orElse("") + why);
  }

  private static GroupRefused refused(YamlEngineException e) {
    return switch (e) {
      case MarkedYamlEngineException marked ->
          refused(
              marked.getProblemMark().or(marked::getContextMark),
              firstLine(String.valueOf(marked.getProblem())));
      default -> new GroupRefused(firstLine(String.valueOf(e.getMessage())));
    };
  }

  private static String place(Mark mark) {
    return "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ";
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
