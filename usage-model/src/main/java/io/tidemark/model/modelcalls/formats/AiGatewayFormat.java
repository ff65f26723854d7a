/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonNumbers;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.FieldRules;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.privacy.DescriptiveText;
import io.tidemark.model.schema.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of the Databricks table {@code system.ai_gateway.usage} as JSON. The account is the tenant,
 * the workspace the project. A request id is shared by the rows of its guardrail judges, so the
 * endpoint is part of the identity. Columns without a field of ours become tags, more than a native
 * call may have; maps as {@code endpoint_tags.team}, structures as their JSON.
 */
final class AiGatewayFormat extends ForeignFormat {

  private static final RequiredFields REQUIRED =
      new RequiredFields(Map.of("tenant_id", "account_id", "model", "destination_model"));

  private static final List<String> PATHS =
      List.of(
          "account_id",
          "workspace_id",
          "request_id",
          "endpoint_id",
          "endpoint_name",
          "event_time",
          "latency_ms",
          "time_to_first_byte_ms",
          "destination_type",
          "destination_name",
          "destination_model",
          "requester",
          "requester_type",
          "ip_address",
          "user_agent",
          "api_type",
          "input_tokens",
          "output_tokens",
          "total_tokens",
          "token_details/cache_read_input_tokens",
          "token_details/cache_creation_input_tokens",
          "token_details/output_reasoning_tokens",
          "token_details/reasoning_tokens",
          "status_code",
          "routing_information",
          "endpoint_tags",
          "request_tags",
          RoutingPart.ATTEMPTS,
          "schema_version",
          "endpoint_metadata",
          "destination_id",
          "url",
          "response_content_type",
          "service_type",
          "service_name",
          "mcp_metadata",
          "invocation_metadata");

  /** Columns that become tags as they are: from here to the end. */
  private static final int FIRST_PLAIN_TAG = PATHS.indexOf("schema_version");

  private static final JsonFields FIELDS = JsonFields.of(PATHS);
  private static final Part PART = Parts.fields(FIELDS, otherParts());

  private final JsonSlots slots = new JsonSlots(FIELDS);
  private final JsonSlots attempts = new JsonSlots(JsonFields.of(List.of("attempts")));

  AiGatewayFormat(FormatOptions options) {
    super(options);
  }

  @Override
  RequiredFields required() {
    return REQUIRED;
  }

  @Override
  Part part() {
    return PART;
  }

  private static Map<String, Part> otherParts() {
    Map<String, Part> parts = new HashMap<>();
    parts.put("account_id", Parts.tenant(0));
    parts.put("request_id", Parts.requestId());
    parts.put("ip_address", Parts.address());
    parts.put("user_agent", UserAgentPart.INSTANCE);
    parts.put("endpoint_tags", tagsPart());
    parts.put("request_tags", tagsPart());
    parts.put("routing_information", new RoutingPart());
    PATHS.subList(FIRST_PLAIN_TAG, PATHS.size()).forEach(path -> parts.put(path, Parts.tag()));
    return parts;
  }

  private static Part tagsPart() {
    return Parts.unlessDropped(DescriptiveText.TAGS, Parts.entries(Limits.MAX_FOREIGN_TAGS));
  }

  @Override
  void item(UsageFormat.Output<ModelCall> output) {
    slots.read(json);
    call.eventTime(time(slots, findSlot("event_time")));
    readCaller();
    readModel();
    readTokens();
    readTags();
    finish(output);
  }

  private void readCaller() {
    identifier(CallText.TENANT_ID, slots, findSlot("account_id"));
    identifier(CallText.PROJECT_ID, slots, findSlot("workspace_id"));
    identifier(CallText.USER_ID, slots, findSlot("requester"));
    String type = text(slots, findSlot("requester_type"));
    if (type != null) {
      switch (type) {
        case "USER" -> call.text(CallText.USER_TYPE, "user");
        case "SERVICE_PRINCIPAL" -> call.text(CallText.USER_TYPE, "service_account");
        case "GROUP" -> call.text(CallText.USER_TYPE, "group");
        default -> tag("requester_type", type);
      }
    }
    context(CallText.CLIENT_IP, slots.text(findSlot("ip_address")));
    context(CallText.USER_AGENT, slots.text(findSlot("user_agent")));
  }

  private void readModel() {
    String request = text(slots, findSlot("request_id"));
    String endpoint = text(slots, findSlot("endpoint_id"));
    if (endpoint == null || endpoint.isEmpty()) {
      endpoint = text(slots, findSlot("endpoint_name"));
    }
    if (request != null && !request.isEmpty()) {
      String identity = endpoint == null ? request : request + "/" + endpoint;
      identifier(CallText.REQUEST_ID, identity, "request_id");
    }
    identifier(CallText.MODEL, slots, findSlot("destination_model"));
    identifier(CallText.MODEL, slots, findSlot("destination_name"));
    identifier(CallText.MODEL, slots, findSlot("endpoint_name"));
    identifier(CallText.ENDPOINT, slots, findSlot("endpoint_name"));
    identifier(CallText.PROVIDER, slots, findSlot("destination_type"));
    identifier(CallText.OPERATION, slots, findSlot("api_type"));
    String api = text(slots, findSlot("api_type"));
    // Calls with a user's own key come from Cursor's servers, which only the route shows.
    if (api != null && api.regionMatches(true, 0, "cursor", 0, "cursor".length())) {
      call.text(CallText.CLIENT, ClientFamily.CURSOR.id());
    }
    int status = findSlot("status_code");
    if (slots.has(status)) {
      long code = integer(slots, status);
      if (code != JsonNumbers.OVERFLOW) {
        StatusCodes.setCode(call, code);
      } else {
        refuse(FieldRules.notAnInteger("status_code"));
      }
    }
    count(CallCount.LATENCY_MS, slots, findSlot("latency_ms"));
    count(CallCount.TIME_TO_FIRST_TOKEN_MS, slots, findSlot("time_to_first_byte_ms"));
  }

  private void readTokens() {
    count(CallCount.INPUT_TOKENS, slots, findSlot("input_tokens"));
    count(CallCount.OUTPUT_TOKENS, slots, findSlot("output_tokens"));
    count(CallCount.TOTAL_TOKENS, slots, findSlot("total_tokens"));
    count(CallCount.CACHE_READ_TOKENS, slots, findSlot("token_details/cache_read_input_tokens"));
    count(
        CallCount.CACHE_WRITE_TOKENS, slots, findSlot("token_details/cache_creation_input_tokens"));
    count(CallCount.REASONING_TOKENS, slots, findSlot("token_details/output_reasoning_tokens"));
    count(CallCount.REASONING_TOKENS, slots, findSlot("token_details/reasoning_tokens"));
  }

  private void readTags() {
    tag("endpoint_id", slots, findSlot("endpoint_id"));
    tag("destination_name", slots, findSlot("destination_name"));
    for (int slot = FIRST_PLAIN_TAG; slot < PATHS.size(); slot++) {
      tag(slots.path(slot), slots, slot);
    }
    map("endpoint_tags");
    map("request_tags");
    int routing = findSlot("routing_information");
    tag("routing_information", slots, routing);
    if (slots.is(routing, JsonType.OBJECT)) {
      countAttempts(slots.start(routing));
    } else {
      count(CallCount.ATTEMPTS, slots, findSlot(RoutingPart.ATTEMPTS));
    }
  }

  private void map(String column) {
    int slot = findSlot(column);
    if (!slots.is(slot, JsonType.OBJECT)) {
      return;
    }
    json.moveTo(slots.start(slot));
    json.enterObject();
    while (json.nextField()) {
      String name = json.text();
      json.readValue();
      String value = json.text();
      boolean keepable = name != null && name.indexOf('\0') < 0 && !name.isEmpty();
      if (keepable && name.length() <= Limits.MAX_TEXT_CHARACTERS) {
        tag(column + "." + name, value);
      }
    }
  }

  private void countAttempts(int start) {
    json.moveTo(start);
    attempts.read(json);
    if (!attempts.is(0, JsonType.ARRAY)) {
      return;
    }
    json.moveTo(attempts.start(0));
    json.enterArray();
    long count = 0;
    while (json.nextElement()) {
      json.skipValue();
      count++;
    }
    call.count(CallCount.ATTEMPTS, count);
  }

  private static int findSlot(String path) {
    return PATHS.indexOf(path);
  }
}
