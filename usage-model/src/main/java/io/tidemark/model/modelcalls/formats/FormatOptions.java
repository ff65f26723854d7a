/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import io.tidemark.model.codingagents.AgentTokenSource;
import java.io.Serializable;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The options of formats.
 *
 * @param defaultTenant the tenant of calls whose source names none; null refuses such calls
 * @param tenantAttribute the span or resource attribute that names the tenant, for {@code
 *     otel-genai}
 * @param defaultModel the model of calls whose source names none, for formats of systems that know
 *     only one; null if there is none
 * @param msSwiftZone the time zone of times in {@code ms-swift} that name none
 * @param agentTokens the signals of coding agents that tokens and cost are counted from
 */
public record FormatOptions(
    String defaultTenant,
    String tenantAttribute,
    String defaultModel,
    ZoneId msSwiftZone,
    AgentTokenSource agentTokens)
    implements Serializable {

  /** The attribute that names the tenant unless configured otherwise. */
  public static final String TENANT_ATTRIBUTE = "tenant.id";

  /** No default tenant, and the usual attribute. */
  public static final FormatOptions NONE =
      new FormatOptions(null, TENANT_ATTRIBUTE, null, ZoneOffset.UTC, AgentTokenSource.ALL);

  /** These options with a default tenant. */
  public FormatOptions withDefaultTenant(String tenant) {
    return new FormatOptions(tenant, tenantAttribute, defaultModel, msSwiftZone, agentTokens);
  }

  /** These options with a default model. */
  public FormatOptions withDefaultModel(String model) {
    return new FormatOptions(defaultTenant, tenantAttribute, model, msSwiftZone, agentTokens);
  }

  /** These options with the time zone of {@code ms-swift}. */
  public FormatOptions withMsSwiftZone(ZoneId zone) {
    return new FormatOptions(defaultTenant, tenantAttribute, defaultModel, zone, agentTokens);
  }
}
