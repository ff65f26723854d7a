/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads YAML as JSON, by the core schema of YAML 1.2: 09:00 and yes are texts. Anchors, aliases and
 * tags are rejected, so that a small file cannot become a large tree and no class is loaded. It
 * works on the events of the parser: nothing is built before it is checked.
 */
final class YamlReader {

  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,40}");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]{1,40}|[0-9]{1,40}(\\.[0-9]{0,40})?)([eE][-+]?[0-9]{1,3})?");
  private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
  private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
  private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Iterator<Event> events;

  private YamlReader(Iterator<Event> events) {
    this.events = events;
  }

  /**
   * All documents of a text, without empty ones.
   *
   * @throws SettingFault when it is not YAML, or more than JSON can say; the entry names the line
   */
  static List<JsonNode> readAll(byte[] content) {
    try {
      LoaderOptions options = new LoaderOptions();
      options.setCodePointLimit(SettingInput.MOST_BYTES);
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return new YamlReader(new Yaml(options).parse(new StringReader(text)).iterator()).documents();
    } catch (CharacterCodingException e) {
      throw new SettingFault("", "The text is not encoded in UTF-8.");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw new SettingFault("line " + line, "This is not valid YAML.");
    } catch (YAMLException e) {
      throw new SettingFault("", "This is not valid YAML, or a character is not printable.");
    }
  }

  private List<JsonNode> documents() {
    List<JsonNode> documents = new ArrayList<>();
    while (events.hasNext()) {
      if (events.next() instanceof DocumentStartEvent) {
        JsonNode document = node(events.next(), 0);
        if (!document.isNull()) {
          documents.add(document);
        }
      }
    }
    return documents;
  }

  private JsonNode node(Event event, int depth) {
    rejectReferences(event);
    if (depth > BodyLimits.DEEPEST + 2) {
      throw fault(event, "Objects and lists are nested at most 20 levels deep.");
    }
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    }
    return event instanceof MappingStartEvent ? object(depth) : array(depth);
  }

  private static void rejectReferences(Event event) {
    boolean anchored = event instanceof NodeEvent node && node.getAnchor() != null;
    if (event instanceof AliasEvent || anchored || tag(event) != null) {
      throw fault(event, "Anchors (&), aliases (*) and tags (!) are not allowed.");
    }
  }

  private static String tag(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag();
    }
    return event instanceof CollectionStartEvent collection ? collection.getTag() : null;
  }

  private ObjectNode object(int depth) {
    ObjectNode object = NODES.objectNode();
    for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      rejectReferences(event);
      if (!(event instanceof ScalarEvent key) || key.getValue().equals("<<")) {
        throw fault(event, "The name of a member must be a text.");
      }
      if (object.has(key.getValue())) {
        throw fault(event, "The name '" + key.getValue() + "' occurs twice in one object.");
      }
      object.set(key.getValue(), node(events.next(), depth + 1));
    }
    return object;
  }

  private ArrayNode array(int depth) {
    ArrayNode array = NODES.arrayNode();
    for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      array.add(node(event, depth + 1));
    }
    return array;
  }

  private static JsonNode scalar(ScalarEvent scalar) {
    String text = scalar.getValue();
    if (!scalar.isPlain()) {
      return NODES.stringNode(text);
    }
    if (NULL.matcher(text).matches()) {
      return NODES.nullNode();
    }
    if (TRUE.matcher(text).matches() || FALSE.matcher(text).matches()) {
      return NODES.booleanNode(TRUE.matcher(text).matches());
    }
    if (INTEGER.matcher(text).matches()) {
      BigInteger value = new BigInteger(text);
      return value.bitLength() < Long.SIZE
          ? NODES.numberNode(value.longValueExact())
          : NODES.numberNode(value);
    }
    return DECIMAL.matcher(text).matches()
        ? NODES.numberNode(new BigDecimal(text))
        : NODES.stringNode(text);
  }

  private static SettingFault fault(Event event, String reason) {
    return new SettingFault("line " + (event.getStartMark().getLine() + 1), reason);
  }
}
