/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import io.tidemark.model.json.FieldSequence;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.FieldRules;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import io.tidemark.model.parsing.Timestamps;
import io.tidemark.model.parsing.Utf8;
import io.tidemark.model.schema.InputType;
import java.util.Arrays;

/**
 * Makes a call of an object with native fields; shared by the formats that carry one. Fields go
 * into the call as they are read, and the call refers to the reader's buffer: nothing is copied.
 *
 * <p>Of a field that occurs twice the last one counts, and each must fit. A field's own name wins
 * over its aliases, wherever they stand.
 */
final class NativeCall {

  /** The fields of a native call, for dead letters. */
  static final Part PART = Parts.object(NativeColumn.createParts());

  private static final NativeColumn[] COLUMNS = NativeColumn.createColumns();
  private static final long TAGS_GIVEN = bit(NativeColumn.TAGS);
  private static final long UNITS_GIVEN = bit(NativeColumn.UNITS);

  private final JsonReader json;
  private final RequiredFields required;
  private final boolean numbersAsText;
  private final FieldSequence sequence =
      FieldSequence.of(Arrays.stream(COLUMNS).map(c -> c.name).toList());
  private final TagReader tags = new TagReader(NativeColumn.MAX_TAGS);
  private final ClientFamilies families = new ClientFamilies();
  private final ModelCall call = new ModelCall();
  private long given;
  private int tagsStart;
  private int unitsStart;
  private long reportedCost;
  private String problem;

  /**
   * @param numbersAsText whether counts and status codes may be text in digits
   */
  NativeCall(JsonReader json, RequiredFields required, boolean numbersAsText) {
    this.json = json;
    this.required = required;
    this.numbersAsText = numbersAsText;
  }

  /** Reads the object at which the reader stands; false when there is none, or it is wrong. */
  boolean read() {
    call.clear(json.buffer(), json.spare());
    given = 0;
    problem = null;
    reportedCost = ModelCall.UNKNOWN;
    sequence.begin();
    if (!json.enterObject()) {
      return false;
    }
    while (true) {
      int name = json.nextField(sequence);
      if (name == JsonReader.NO_FIELD) {
        return !json.failed();
      }
      if (name == JsonReader.UNKNOWN_NAME) {
        json.skipValue();
      } else if (json.readValue()) {
        take(COLUMNS[name]);
      }
    }
  }

  /**
   * Completes the call after the document has been read. Required fields may still be absent.
   *
   * @param cacheOutside whether the source is known to leave cached tokens out of its input
   */
  void completeCall(boolean cacheOutside) {
    if ((given & TAGS_GIVEN) != 0) {
      refuse(tags.read(json, tagsStart, NativeColumn.TAGS, call.tags()));
    }
    if ((given & UNITS_GIVEN) != 0) {
      refuse(CallUnits.read(json, unitsStart, NativeColumn.UNITS, call));
    }
    if (call.count(CallCount.REPORTED_COST_NANOS) == ModelCall.UNKNOWN) {
      call.count(CallCount.REPORTED_COST_NANOS, reportedCost);
    }
    if (call.has(CallText.USER_AGENT)) {
      byte[] family =
          families.of(
              call.buffer(), call.offset(CallText.USER_AGENT), call.length(CallText.USER_AGENT));
      call.text(CallText.CLIENT, family, 0, family.length);
    }
    Defaults.fillDefaults(call);
    ServiceTiers.completeTier(call);
    refuse(CallUnits.findProblem(call));
    StatusCodes.completeError(call);
    TokenReading.apply(call, cacheOutside);
  }

  /** The fault in the call, or null; required fields must be set before. */
  String problem() {
    return problem == null ? required.findProblem(call) : problem;
  }

  ModelCall event() {
    return call;
  }

  private void refuse(String what) {
    if (problem == null) {
      problem = what;
    }
  }

  /**
   * Takes the current value. Small on purpose: the compiler inlines hot methods up to 325 bytes of
   * bytecode, and this one runs for every field.
   */
  private void take(NativeColumn column) {
    byte type = json.type();
    if (type == JsonType.NULL) {
      takeNothing(column);
      return;
    }
    switch (column.type) {
      case IDENTIFIER, LONG_IDENTIFIER, TEXT, CHOICE -> takeText(column, type);
      case COUNT -> {
        if (FieldRules.isCount(type, json.integer(), column.limit)) {
          if (counts(column)) {
            call.count(column.count, json.integer());
          }
        } else {
          takeTextAsCount(column, type);
        }
      }
      case TIME -> takeTime(column);
      case STATUS_CODE -> takeStatusCode(column, type);
      case BOOLEAN -> takeBoolean(column, type);
      case OBJECT -> takeObject(column, type);
      case NUMBER -> takeCost(column, type);
    }
  }

  private void takeStatusCode(NativeColumn column, byte type) {
    if (type != JsonType.INTEGER) {
      takeTextAsStatusCode(column, type);
    } else if (counts(column)) {
      StatusCodes.setCode(call, json.integer());
    }
  }

  private void takeBoolean(NativeColumn column, byte type) {
    if (type != JsonType.TRUE && type != JsonType.FALSE) {
      refuse(FieldRules.notABoolean(column.name));
    } else if (counts(column)) {
      call.blocked(type == JsonType.TRUE);
    }
  }

  private void takeObject(NativeColumn column, byte type) {
    boolean units = column.name.equals(NativeColumn.UNITS);
    if (type != JsonType.OBJECT) {
      refuse(column.name + " must be an object of " + (units ? "counts" : "texts"));
    } else if (counts(column)) {
      if (units) {
        unitsStart = json.start();
      } else {
        tagsStart = json.start();
      }
    }
  }

  private void takeCost(NativeColumn column, byte type) {
    long nanos = ReportedCosts.readNanos(json, type);
    if (nanos < 0 || nanos > column.limit) {
      refuse(column.name + " must be a number from 0 on, and not too large");
    } else if (counts(column)) {
      reportedCost = nanos;
    }
  }

  private void takeTextAsCount(NativeColumn column, byte type) {
    long count = numberInText(type);
    if (count == ModelCall.UNKNOWN) {
      refuse(FieldRules.notACount(column.name, column.limit));
    } else if (counts(column)) {
      call.count(column.count, count);
    }
  }

  private void takeTextAsStatusCode(NativeColumn column, byte type) {
    long code = numberInText(type);
    if (code == ModelCall.UNKNOWN) {
      refuse(FieldRules.notAnInteger(column.name));
    } else if (counts(column)) {
      StatusCodes.setCode(call, code);
    }
  }

  private long numberInText(byte type) {
    return numbersAsText && type == JsonType.TEXT
        ? UsageDetails.ofText(json.buffer(), json.start(), json.length())
        : ModelCall.UNKNOWN;
  }

  private void takeText(NativeColumn column, byte type) {
    if (type != JsonType.TEXT) {
      refuse(FieldRules.notText(column.name));
      return;
    }
    int start = json.start();
    int length = json.length();
    if (length == 0) {
      takeNothing(column);
      return;
    }
    if (column.type == InputType.LONG_IDENTIFIER) {
      if (length > column.limit) {
        refuse(FieldRules.tooLongId(column.name));
        return;
      }
    } else if (length > column.limit) {
      length = Utf8.cut(json.buffer(), start, length, (int) column.limit);
      if (length < json.length() && column.type != InputType.TEXT) {
        refuse(FieldRules.tooLong(column.name));
        return;
      }
    }
    if (column.type == InputType.CHOICE && !column.offers(json)) {
      refuse(column.name + " must be one of " + String.join(", ", column.field.choices()));
      return;
    }
    if (counts(column)) {
      call.text(column.text, start, length);
    }
  }

  private void takeTime(NativeColumn column) {
    long time = FieldRules.time(json);
    if (time == Timestamps.INVALID) {
      refuse(FieldRules.notATime(column.name));
    } else if (counts(column)) {
      call.eventTime(time);
    }
  }

  /** Notes that a name gives a value, and says whether no better name has given one. */
  private boolean counts(NativeColumn column) {
    given |= column.bit;
    return (given & column.betterNames) == 0;
  }

  /** Null or an empty text: takes back what the same name gave before. */
  private void takeNothing(NativeColumn column) {
    if ((given & column.bit) == 0) {
      return;
    }
    given &= ~column.bit;
    if ((given & column.betterNames) == 0) {
      if (column.type == InputType.NUMBER) {
        reportedCost = ModelCall.UNKNOWN;
      }
      column.forget(call);
    }
  }

  private static long bit(String name) {
    return Arrays.stream(COLUMNS)
        .filter(column -> column.name.equals(name))
        .findFirst()
        .orElseThrow()
        .bit;
  }
}
