package dev.sonde.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sonde.wire.json.JsonRules.Broken;
import dev.sonde.wire.json.JsonRules.Repeated;
import dev.sonde.wire.json.JsonRules.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JsonReaderTest {
  private final JsonReader reader = new JsonReader(JsonRules.DEFAULT);

  @Test
  void tokens_comeInOrder() throws JsonException {
    open(" {\"a\" : [1, -2.5e1, \"x\\n\\u00e9\\ud83d\\ude00\", true, false, null, {}], \"\": []} ");
    assertThat(tokens())
        .isEqualTo(
            "{ a:1 [:2 1.0:2 -25.0:2 xné😀:2 true:2 false:2 null:2 {:3 }:2 ]:1 :1 [:2 ]:1 }"
                .replace("xn", "x\n")
                .replaceFirst("\\{ ", "{:1 ")
                .replaceFirst("}$", "}:0"));
    assertThat(reader.next()).isEqualTo(JsonToken.END);
    assertThat(reader.next()).isEqualTo(JsonToken.END);
  }

  @Test
  void reader_beginsAnew() throws JsonException {
    open("[[[1");
    assertThat(reader.next()).isEqualTo(JsonToken.BEGIN_ARRAY);
    assertThat(reader.next()).isEqualTo(JsonToken.BEGIN_ARRAY);
    open("7");
    assertThatIllegalStateException().isThrownBy(reader::token);
    assertThat(reader.next()).isEqualTo(JsonToken.NUMBER);
    assertThat(reader.depth()).isZero();
    assertThat(reader.next()).isEqualTo(JsonToken.END);
  }

  @Test
  void range_isReadAlone() throws JsonException {
    byte[] bytes = "]]{\"a\":1}[[".getBytes(StandardCharsets.UTF_8);
    assertThat(Json.read(bytes, 2, 9, JsonRules.DEFAULT)).isEqualTo(read("{\"a\":1}"));
  }

  @Test
  void utf8_isTheDocumentsWhereNothingIsEscaped() throws JsonException {
    byte[] bytes = "[\"plain é\",\"\\t\"]".getBytes(StandardCharsets.UTF_8);
    reader.open(bytes, 0, bytes.length);
    reader.next();
    reader.next();
    assertThat(reader.utf8()).isSameAs(bytes);
    assertThat(
            new String(
                bytes,
                reader.utf8From(),
                reader.utf8To() - reader.utf8From(),
                StandardCharsets.UTF_8))
        .isEqualTo("plain é");
    reader.next();
    assertThat(reader.utf8To() - reader.utf8From()).isEqualTo(1);
    assertThat(reader.utf8()[reader.utf8From()]).isEqualTo((byte) '\t');
  }

  @Test
  void skip_endsBehindTheValue() throws JsonException {
    open("{\"a\":{\"b\":[1,{\"c\":2}]},\"d\":[],\"e\":3}");
    reader.next();
    for (String name : new String[] {"a", "d", "e"}) {
      assertThat(reader.next()).isEqualTo(JsonToken.NAME);
      assertThat(reader.text()).isEqualTo(name);
      reader.next();
      reader.skip();
      assertThat(reader.depth()).isEqualTo(1);
    }
    assertThat(reader.next()).isEqualTo(JsonToken.END_OBJECT);
  }

  @Test
  void fault_saysWhatAndWhere() {
    check("", 1, 1, "a value is wanted, not the end");
    check("  \n ", 2, 2, "a value is wanted, not the end");
    check("[1,]", 1, 4, "a value is wanted, not ]");
    check("[1 2]", 1, 4, "a comma or ] is wanted, not 2");
    check("{\"a\":1,}", 1, 8, "a name in double quotes is wanted, not }");
    check("{a:1}", 1, 2, "a name in double quotes is wanted, not a");
    check("{\"é😀\" 1}", 1, 7, "a colon is wanted, not 1");
    check("{\"a\":1 \"b\"}", 1, 8, "a comma or } is wanted, not \"");
    check("[\n\n  01]", 3, 3, "a number does not begin with 0 and another digit");
    check("-", 1, 2, "a digit is wanted, not the end");
    check("1.e", 1, 3, "a digit is wanted, not e");
    check("+1", 1, 1, "a value is wanted, not +");
    check(".5", 1, 1, "a value is wanted, not .");
    check("NaN", 1, 1, "a value is wanted, not N");
    check("'a'", 1, 1, "a value is wanted, not '");
    check("tru", 1, 1, "a value is wanted; did you mean true?");
    check("[\"a\nb\"]", 1, 4, "text holds byte 0x0a, which must be escaped");
    check("\"a\\x\"", 1, 3, "\\ is not followed by one of \" \\ / b f n r t u");
    check("\"\\u12g4\"", 1, 2, "\\u is not followed by four hexadecimal digits");
    check("\"\\ud800\"", 1, 2, "this is half of a surrogate pair");
    check("\"\\udc00\\ud800\"", 1, 2, "this is half of a surrogate pair");
    check("[\"abc", 1, 2, "text does not end");
    check("1 2", 1, 3, "the document is over, but 2 follows");
    check("\ufeff[}", 1, 2, "a value is wanted, not }");
    check("[\f1]", 1, 2, "a value is wanted, not byte 0x0c");
    check("\u00a01", 1, 1, "a value is wanted, not byte 0xc2");
  }

  @Test
  void bytesThatAreNotUtf8_areRefused() {
    for (String broken :
        new String[] {
          "\u0080",
          "\u00ff",
          "\u00c0\u0080",
          "\u00c1\u00bf",
          "\u00e0\u0080\u0080",
          "\u00ed\u00a0\u0080",
          "\u00f4\u0090\u0080\u0080",
          "\u00f5\u0080\u0080\u0080",
          "\u00c3",
          "\u00e2\u0082",
          "\u00f0\u009f\u0098"
        }) {
      byte[] bytes = ("[\"" + broken + "\"]").getBytes(StandardCharsets.ISO_8859_1);
      assertThatExceptionOfType(JsonException.class)
          .isThrownBy(() -> Json.read(bytes))
          .withMessage("line 1, column 3: this is not UTF-8");
    }
    byte[] utf16 = "{}".getBytes(StandardCharsets.UTF_16);
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.read(utf16))
        .withMessageContaining("this is UTF-16, and JSON is UTF-8");
  }

  @Test
  void brokenText_isReplacedByChoice() throws JsonException {
    byte[] bytes =
        "[\"a\u00e4\u00e2\u0082b\",\"\\ud800x\\udc00\\ud83d\\ude00\"]"
            .getBytes(StandardCharsets.ISO_8859_1);
    Json read = Json.read(bytes, 0, bytes.length, JsonRules.DEFAULT.with(Broken.REPLACE));
    assertThat(read).isEqualTo(read("[\"a\ufffd\ufffd\ufffdb\",\"\ufffdx\ufffd😀\"]"));
  }

  @Test
  void repeatedName_isTheLastOrRefused() throws JsonException {
    byte[] bytes = "{\"a\":1,\n\"\\u0061\":2}".getBytes(StandardCharsets.UTF_8);
    assertThat(Json.read(bytes)).isEqualTo(read("{\"a\":2}"));
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(
            () -> Json.read(bytes, 0, bytes.length, JsonRules.DEFAULT.with(Repeated.REFUSE)))
        .withMessage("line 2, column 1: the object has this name twice");
  }

  @Test
  void limits_hold() throws JsonException {
    check("[[[1]]]", JsonRules.DEFAULT.withDepth(2), "it is nested deeper than 2 levels");
    check("[1,2,3]", JsonRules.DEFAULT.withValues(3), "there are more than 3 values");
    check("[1,2]", JsonRules.DEFAULT.withBytes(4), "the document is larger than 4 bytes");
    check("[\"abcd\"]", JsonRules.DEFAULT.withText(3), "text is longer than 3 bytes");
    check("{\"abcd\":1}", JsonRules.DEFAULT.withText(3), "text is longer than 3 bytes");
    check("\"abc", JsonRules.DEFAULT.withText(3), "text does not end");
    check("1".repeat(1_001), JsonRules.DEFAULT, "a number has more than 1000 characters");
    check("[".repeat(1_000_000), JsonRules.DEFAULT, "it is nested deeper than 64 levels");
    check("{\"a\":".repeat(100_000), JsonRules.DEFAULT.withDepth(512), "nested deeper than 512");
    byte[] exact = "[\"abc\",[2]]".getBytes(StandardCharsets.UTF_8);
    JsonRules tight =
        new JsonRules(exact.length, 2, 3, 4, Repeated.REFUSE, Broken.REFUSE, Words.REFUSE);
    assertThat(Json.read(exact, 0, exact.length, tight)).isInstanceOf(JsonArray.class);
  }

  @Test
  void truncatedDocument_isRefusedWhereverItEnds() throws JsonException {
    byte[] whole =
        " {\"a\":[1,-2.5e+1,\"x\\n\\u00e9\\ud83d\\ude00é😀\",true,false,null,{}],\"b\":[]}"
            .getBytes(StandardCharsets.UTF_8);
    Json.read(whole);
    for (int to = 0; to < whole.length; to++) {
      int end = to;
      assertThatExceptionOfType(JsonException.class)
          .isThrownBy(() -> Json.read(whole, 0, end, JsonRules.DEFAULT));
    }
  }

  @Test
  void garbage_isReadOrRefused() {
    var random = new Random(8);
    byte[] bytes = new byte[64];
    for (int i = 0; i < 200_000; i++) {
      random.nextBytes(bytes);
      bytes[0] = '[';
      bytes[1] = '"';
      Throwable thrown =
          catchThrowableOfType(
              Throwable.class,
              () ->
                  Json.read(
                      bytes, 0, 2 + random.nextInt(62), JsonRules.DEFAULT.with(Broken.REPLACE)));
      assertThat(thrown).isInstanceOfAny(JsonException.class);
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private void open(String text) throws JsonException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    reader.open(bytes, 0, bytes.length);
  }

  private String tokens() throws JsonException {
    var out = new StringBuilder();
    JsonToken token = reader.next();
    while (token != JsonToken.END) {
      switch (token) {
        case NAME, TEXT -> out.append(reader.text());
        case NUMBER -> out.append(reader.number());
        case BEGIN_OBJECT, END_OBJECT, BEGIN_ARRAY, END_ARRAY, TRUE, FALSE, NULL, END ->
            out.append(token);
      }
      out.append(':').append(reader.depth()).append(' ');
      token = reader.next();
    }
    return out.toString().strip();
  }

  private static Json read(String text) throws JsonException {
    return Json.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void check(String text, int line, int column, String message) {
    var thrown = catchThrowableOfType(JsonException.class, () -> read(text));
    assertThat(thrown)
        .as(text)
        .isNotNull()
        .hasMessage("line " + line + ", column " + column + ": " + message);
    assertThat(thrown.line()).isEqualTo(line);
    assertThat(thrown.column()).isEqualTo(column);
  }

  private static void check(String text, JsonRules rules, String message) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> Json.read(bytes, 0, bytes.length, rules))
        .withMessageContaining(message);
  }

  @Test
  void wordsForNumbers_areRefused_unlessWanted() throws JsonException {
    byte[] words = "[NaN,Infinity,-Infinity,-1]".getBytes(StandardCharsets.UTF_8);
    var strict = new JsonReader(JsonRules.DEFAULT);
    strict.open(words, 0, words.length);
    strict.next();
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(strict::next)
        .withMessageContaining("a value is wanted, not N");
    var loose = new JsonReader(JsonRules.DEFAULT.with(Words.NUMBERS));
    loose.open(words, 0, words.length);
    loose.next();
    for (double each :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1}) {
      assertThat(loose.next()).isEqualTo(JsonToken.NUMBER);
      assertThat(Double.compare(loose.number(), each)).as("%s", each).isZero();
    }
    for (String wrong : new String[] {"Na", "NaM", "-Inf", "Infinite", "-I"}) {
      byte[] bytes = wrong.getBytes(StandardCharsets.UTF_8);
      loose.open(bytes, 0, bytes.length);
      assertThatExceptionOfType(JsonException.class).isThrownBy(loose::next);
    }
  }

  @Test
  void place_isThatOfTheToken() throws JsonException {
    byte[] document = "x{ \"a\" : [1, 2] }".getBytes(StandardCharsets.UTF_8);
    var reader = new JsonReader(JsonRules.DEFAULT);
    reader.open(document, 1, document.length);
    assertThat(reader.next()).isEqualTo(JsonToken.BEGIN_OBJECT);
    assertThat(reader.begins()).isEqualTo(1);
    reader.next();
    assertThat(reader.begins()).isEqualTo(3);
    reader.next();
    int from = reader.begins();
    reader.skip();
    assertThat(new String(document, from, reader.ends() - from, StandardCharsets.UTF_8))
        .isEqualTo("[1, 2]");
  }
}
