/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.InvalidUtf8;
import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.FieldRules;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.schema.Limits;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * CloudEvents 1.0 in structured mode, one or a batch, with a native call as {@code data}, in which
 * numbers may be text; data may be base64, or text as OpenMeter stores it. The envelope fills what
 * the data leaves out: {@code source} and {@code id} are the identity, {@code time} is the event
 * time. The tenant is that of the data, else the default tenant, and the subject is the user; else
 * the subject is the tenant. A call without a model has the default model, else its source.
 */
final class CloudEventsFormat extends ForeignFormat {

  private static final RequiredFields REQUIRED =
      new RequiredFields(
          Map.of(
              "request_id",
              "id",
              "event_time",
              "time",
              "tenant_id",
              "subject",
              "model",
              "data.model"));

  private static final String VERSION = "1.0";

  /** The source that LiteLLM's callback for OpenMeter names. */
  private static final String LITELLM = "litellm-proxy";

  private static final int SPECVERSION = 0;
  private static final int ID = 1;
  private static final int SOURCE = 2;
  private static final int TIME = 3;
  private static final int SUBJECT = 4;
  private static final int DATA = 5;
  private static final int DATA_BASE64 = 6;

  private static final JsonFields FIELDS =
      JsonFields.of(
          List.of("specversion", "id", "source", "time", "subject", "data", "data_base64"));
  private static final JsonFields COST = JsonFields.of(List.of("cost"));
  private static final Part DATA_PART = dataPart();
  private static final Part PART =
      Parts.fields(
          FIELDS,
          Map.of(
              "id", Parts.requestId(),
              "source", Parts.requestId(),
              "subject", Parts.tenant(DEFAULT_TENANT_RANK + 1),
              "data", new EmbeddedDataPart(DATA_PART, false),
              "data_base64", new EmbeddedDataPart(DATA_PART, true)));

  private final JsonSlots envelope = new JsonSlots(FIELDS);
  private final JsonReader data = new JsonReader();
  private final NativeCall nativeCall = new NativeCall(data, REQUIRED, true);
  private final JsonSlots cost = new JsonSlots(COST);
  private final UsageDetails details = new UsageDetails();

  CloudEventsFormat(FormatOptions options) {
    super(options);
  }

  @Override
  Part part() {
    return PART;
  }

  private static Part dataPart() {
    Map<String, Part> parts = new HashMap<>(UsageDetails.parts());
    parts.putAll(NativeColumn.createParts());
    parts.put(COST.path(0), Parts.identifier());
    return Parts.paths(parts);
  }

  @Override
  void item(UsageFormat.Output<ModelCall> output) {
    envelope.read(json);
    String problem = findProblem();
    if (problem == null) {
      byte[] object = data();
      problem = object == null ? "data must be an object" : readData(object);
    }
    if (problem == null) {
      output.event(nativeCall.event());
    } else {
      output.reject(problem);
    }
  }

  private String findProblem() {
    boolean stored = envelope.is(DATA, JsonType.TEXT) && !envelope.has(SPECVERSION);
    for (int slot : new int[] {SPECVERSION, ID, SOURCE}) {
      String value = envelope.text(slot);
      if ((value == null || value.isEmpty()) && !(stored && slot == SPECVERSION)) {
        return FieldRules.missing(envelope.path(slot));
      }
    }
    if (!stored && !VERSION.equals(envelope.text(SPECVERSION))) {
      return "specversion must be " + VERSION;
    }
    int length = envelope.length(SOURCE) + 1 + envelope.length(ID);
    return length > Limits.MAX_ID_BYTES ? FieldRules.tooLongId("source and id") : null;
  }

  /** The data as a document of its own, or null. */
  private byte[] data() {
    if (envelope.is(DATA, JsonType.OBJECT)) {
      int start = envelope.start(DATA);
      return Arrays.copyOfRange(items.source(), start, start + envelope.length(DATA));
    }
    if (envelope.is(DATA, JsonType.TEXT)) {
      return envelope.text(DATA).getBytes(UTF_8);
    }
    if (!envelope.is(DATA_BASE64, JsonType.TEXT)) {
      return null;
    }
    try {
      return InvalidUtf8.replaceInvalid(Base64.getDecoder().decode(envelope.text(DATA_BASE64)));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The fault in the data or the whole event, or null. */
  private String readData(byte[] object) {
    begin();
    String problem = details.read(object);
    data.open(object);
    if (!nativeCall.read() || !data.finish()) {
      return data.failed() ? "data is " + data.failure() : "data must be an object";
    }
    ModelCall event = nativeCall.event();
    details.addTo(event);
    fillFromEnvelope(event);
    nativeCall.completeCall(details.cacheOutside());
    fillCost(event, object);
    return problem == null ? nativeCall.problem() : problem;
  }

  private void fillFromEnvelope(ModelCall event) {
    String source = envelope.text(SOURCE);
    if (!event.has(CallText.REQUEST_ID)) {
      String id = envelope.text(ID);
      event.text(CallText.REQUEST_ID, source + "/" + id);
      if (id.indexOf('/') >= 0) {
        event.text(CallText.IDENTITY, id); // The last slash is not where the source ends.
      }
    }
    if (event.eventTime() == ModelCall.UNKNOWN && envelope.has(TIME)) {
      event.eventTime(time(envelope, TIME));
    }
    if (!event.has(CallText.TENANT_ID)) {
      fill(event, CallText.TENANT_ID, options.defaultTenant());
    }
    fill(
        event,
        event.has(CallText.TENANT_ID) ? CallText.USER_ID : CallText.TENANT_ID,
        envelope.text(SUBJECT));
    fill(event, CallText.MODEL, options.defaultModel());
    fill(event, CallText.MODEL, source);
  }

  /** The cost in events of LiteLLM, which computes it in US dollars; others may mean cents. */
  private void fillCost(ModelCall event, byte[] object) {
    if (!LITELLM.equals(envelope.text(SOURCE))) {
      return;
    }
    data.open(object);
    if (cost.read(data) && cost.has(0)) {
      ReportedCosts.setCost(event, raw(cost, 0), "USD");
    }
  }

  private static void fill(ModelCall event, CallText text, String value) {
    boolean usable =
        value != null && !value.isEmpty() && value.length() <= Limits.MAX_TEXT_CHARACTERS;
    if (usable && !event.has(text)) {
      event.text(text, value);
    }
  }
}
