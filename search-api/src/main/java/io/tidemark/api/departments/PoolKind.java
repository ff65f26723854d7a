/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.departments;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.prices.Currencies;
import io.tidemark.api.prices.Decimals;
import io.tidemark.api.prices.Times;
import io.tidemark.api.prices.Validity;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingKind;
import io.tidemark.model.pricing.ModelPattern;
import io.tidemark.model.pricing.Pool;
import io.tidemark.model.schema.Limits;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Own hardware that serves models, as settings. */
@Component
final class PoolKind implements SettingKind<Pool> {

  private static final int MOST_MODELS = 200;
  private static final int LONGEST = Limits.MAX_TEXT_CHARACTERS;

  @Override
  public String id() {
    return "pool";
  }

  @Override
  public String plural() {
    return "pools";
  }

  @Override
  public int mostPerTenant() {
    return 100;
  }

  @Override
  public boolean mayRead(Scope scope) {
    return FinanceRoles.mayRead(scope);
  }

  @Override
  public Set<Role> writers() {
    return FinanceRoles.WRITERS;
  }

  @Override
  public Pool parse(String id, JsonNode body) {
    BodyMembers members =
        new BodyMembers("", body)
            .allow(
                "name",
                "models",
                "gpus",
                "price_per_gpu_hour",
                "currency",
                "weights",
                "capacity",
                "default_time_zone",
                Validity.FROM,
                Validity.TO);
    ZoneId zone = Times.readZone(members, "default_time_zone").orElse(ZoneOffset.UTC);
    Validity validity = Validity.read(members, zone);
    JsonNode weights = body.path("weights");
    if (!weights.isMissingNode()) {
      new BodyMembers("weights", weights).allow("input", "output");
    }
    return new Pool(
        members.text("name", LONGEST).orElse(id),
        readModels(body.path("models")),
        Decimals.read("gpus", body.path("gpus")),
        Decimals.read("price_per_gpu_hour", body.path("price_per_gpu_hour")),
        Currencies.read(members, "currency"),
        readWeight("weights.input", weights.path("input")),
        readWeight("weights.output", weights.path("output")),
        Decimals.read("capacity", body.path("capacity")),
        validity.from(),
        validity.to());
  }

  private static BigDecimal readWeight(String entry, JsonNode weight) {
    return weight.isMissingNode() ? BigDecimal.ONE : Decimals.read(entry, weight);
  }

  private static List<ModelPattern> readModels(JsonNode models) {
    List<ModelPattern> read = new ArrayList<>();
    for (JsonNode model : models) {
      if (!model.isString() || model.asString().isBlank() || model.asString().length() > LONGEST) {
        throw new SettingFault("models", "Names of models are texts; a final * is a prefix.");
      }
      read.add(ModelPattern.parse(model.asString()));
    }
    if (!models.isArray() || read.isEmpty() || read.size() > MOST_MODELS) {
      throw new SettingFault("models", "This must be a list of 1 to " + MOST_MODELS + " models.");
    }
    return read;
  }
}
