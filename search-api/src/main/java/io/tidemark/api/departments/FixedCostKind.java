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
import io.tidemark.model.pricing.FixedCost;
import io.tidemark.model.pricing.FixedCost.Spread;
import io.tidemark.model.schema.Limits;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Costs of every month that no usage causes, as settings. */
@Component
final class FixedCostKind implements SettingKind<FixedCost> {

  private static final int LONGEST = Limits.MAX_TEXT_CHARACTERS;

  @Override
  public String id() {
    return "fixed-cost";
  }

  @Override
  public String plural() {
    return "fixed-costs";
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
  public FixedCost parse(String id, JsonNode body) {
    BodyMembers members =
        new BodyMembers("", body)
            .allow(
                "name",
                "per",
                "amount",
                "currency",
                "spread",
                "to",
                "default_time_zone",
                Validity.FROM,
                Validity.TO);
    ZoneId zone = Times.readZone(members, "default_time_zone").orElse(ZoneOffset.UTC);
    Validity validity = Validity.read(members, zone);
    if (members.text("per", LONGEST).isPresent()) {
      members.requireChoice("per", Set.of("month"));
    }
    Spread spread =
        Spread.valueOf(
            members
                .requireChoice("spread", Set.of("by_cost", "even", "to"))
                .toUpperCase(Locale.ROOT));
    String department = members.text("to", LONGEST).orElse(null);
    if ((spread == Spread.TO) != (department != null)) {
      throw new SettingFault("to", "Name the department here with the spread 'to', and only then.");
    }
    return new FixedCost(
        members.text("name", LONGEST).orElse(id),
        Decimals.read("amount", body.path("amount")),
        Currencies.read(members, "currency"),
        spread,
        department,
        validity.from(),
        validity.to());
  }
}
