/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import io.tidemark.model.schema.Dimension;
import io.tidemark.model.schema.InputField;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.ArrayList;
import java.util.List;

/**
 * A text of a model call: the dimensions of windows in their order, then the other texts that the
 * schema declares. The constants are the texts that code asks for by name.
 *
 * @param fieldName as in events and documents
 * @param index its place in arrays of one call; never stored
 */
public record CallText(String fieldName, int index) {

  /** Tells calls apart whose source uses a request id again; in no event and no document. */
  private static final String IDENTITY_NAME = "identity";

  private static final List<CallText> ALL = createAll();

  public static final CallText TENANT_ID = named("tenant_id");
  public static final CallText PROJECT_ID = named("project_id");
  public static final CallText USER_ID = named("user_id");
  public static final CallText USER_TYPE = named("user_type");
  public static final CallText API_KEY_ID = named("api_key_id");
  public static final CallText PROVIDER = named("provider");
  public static final CallText MODEL_SOURCE = named("model_source");
  public static final CallText MODEL = named("model");
  public static final CallText ENDPOINT = named("endpoint");
  public static final CallText OPERATION = named("operation");

  /** Family of the user agent; derived, not reported. */
  public static final CallText CLIENT = named("client");

  /** The tier that the provider billed, in lower case; absent for the standard tier. */
  public static final CallText SERVICE_TIER = named("service_tier");

  /** The bound of {@link PromptBands} that the input exceeds; derived, not reported. */
  public static final CallText PROMPT_BAND = named("prompt_band");

  public static final CallText REQUEST_ID = named("request_id");
  public static final CallText CHANNEL = named("channel");
  public static final CallText ERROR_TYPE = named("error_type");
  public static final CallText CLIENT_IP = named("client_ip");
  public static final CallText USER_AGENT = named("user_agent");
  public static final CallText REQUEST_MODEL = named("request_model");
  public static final CallText REPORTED_CURRENCY = named("reported_currency");
  public static final CallText IDENTITY = named(IDENTITY_NAME);

  /** The dimensions of windows, in the order of the schema. */
  static final CallText[] DIMENSIONS =
      ALL.subList(0, WorkloadSchemas.MODEL_CALLS.dimensions().size()).toArray(CallText[]::new);

  /** How many of them every key has. */
  static final int FIRST_DIMENSIONS = WorkloadSchemas.MODEL_CALLS.countFirstDimensions();

  /** All texts; each is at its index. */
  public static List<CallText> listAll() {
    return ALL;
  }

  static int count() {
    return ALL.size();
  }

  /** The text with this name. */
  /** The text with the name of its field. */
  public static CallText named(String fieldName) {
    return ALL.stream()
        .filter(text -> text.fieldName.equals(fieldName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("model calls have no text " + fieldName));
  }

  private static List<CallText> createAll() {
    List<String> names = new ArrayList<>();
    WorkloadSchemas.MODEL_CALLS.dimensions().stream().map(Dimension::name).forEach(names::add);
    for (InputField field : WorkloadSchemas.MODEL_CALLS.inputFields()) {
      if (field.type().isText() && !names.contains(field.name())) {
        names.add(field.name());
      }
    }
    names.add(IDENTITY_NAME);
    List<CallText> texts = new ArrayList<>();
    names.forEach(name -> texts.add(new CallText(name, texts.size())));
    return List.copyOf(texts);
  }
}
