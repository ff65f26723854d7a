/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.settings.SettingKind;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Price lists as settings. Everybody may read the prices by which their usage is priced. */
@Component
public class PriceListKind implements SettingKind<NamedPriceList> {

  @Override
  public String id() {
    return "price-list";
  }

  @Override
  public String plural() {
    return "price-lists";
  }

  @Override
  public boolean mayRead(Scope scope) {
    return true;
  }

  @Override
  public Set<Role> sharedWriters() {
    return Set.of(Role.OPERATOR);
  }

  @Override
  public boolean isDefault(JsonNode body) {
    return PriceListReader.isDefault(body.path("default"));
  }

  @Override
  public int mostPerTenant() {
    return 50;
  }

  @Override
  public int mostBytes() {
    return 4 << 20;
  }

  @Override
  public NamedPriceList parse(String id, JsonNode body) {
    return PriceListReader.readList(id, body);
  }
}
