/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.CostAccount;
import io.tidemark.api.cost.CostBasis.Unpriced;
import io.tidemark.api.costs.CheckAnswer.ModelChange;
import io.tidemark.api.prices.NamedPriceList;
import io.tidemark.api.prices.PriceListKind;
import io.tidemark.api.prices.PriceSource;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.settings.SettingController;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingInput;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.model.pricing.CostTotals;
import io.tidemark.model.pricing.Money;
import io.tidemark.model.pricing.PriceList;
import io.tidemark.model.pricing.PriceSubject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Prices")
class CheckController implements SettingController {

  private static final String PATH = "/api/v1/price-lists/{id}:check";

  private static final Parameter MOVE_FROM =
      Parameter.text("move_from", "Price usage of this model as that of move_to.", "gpt-4o");
  private static final Parameter MOVE_TO =
      Parameter.text("move_to", "The model that serves the usage of move_from.", "qwen-7b");

  private final AccountSource accounts;
  private final PriceSource prices;
  private final PriceListKind kind;
  private final PastUsage past;

  CheckController(AccountSource accounts, PriceSource prices, PriceListKind kind, PastUsage past) {
    this.accounts = accounts;
    this.prices = prices;
    this.kind = kind;
    this.past = past;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(PATH, ParameterSet.of(MOVE_FROM, MOVE_TO));
  }

  @PostMapping(PATH)
  @Operation(
      operationId = "checkPriceList",
      summary = "Validates a price list and shows how the cost of the last 30 days would change",
      description =
          "Writes nothing. Without a body, the stored list is checked. With move_from and move_to,"
              + " all usage of one model is priced as that of another.")
  CheckAnswer check(
      Scope scope,
      ParameterValues values,
      SettingInput input,
      @io.swagger.v3.oas.annotations.Parameter(
              description = "Id of the list.",
              example = "standard",
              schema = @io.swagger.v3.oas.annotations.media.Schema(minLength = 1, maxLength = 64))
          @PathVariable("id")
          String id) {
    NamedPriceList list = readList(scope, input, id);
    AccountSelection selection =
        new AccountSelection(scope, past.keptRange(), List.of(), Filters.NONE, false);
    PricesInForce inForce =
        prices.find(scope.tenant(), Optional.empty()).orElse(prices.createNone(Optional.empty()));
    AccountSource.Account now = accounts.readAccount(selection, inForce, UnaryOperator.identity());
    AccountSource.Account then =
        accounts.readAccount(
            selection,
            prices.replaceList(scope.tenant(), list.list()),
            createRenaming(values, list.list()));
    return createAnswer(id, now, then);
  }

  private NamedPriceList readList(Scope scope, SettingInput input, String id) {
    if (input.isEmpty()) {
      return prices.findList(scope.tenant(), id).orElseThrow(SettingStore::notFound);
    }
    try {
      return kind.parse(id, input.readBody(kind.mostBytes()));
    } catch (SettingFault fault) {
      throw ProblemException.invalidEntry(fault.entry(), fault.getMessage());
    }
  }

  private static UnaryOperator<PriceSubject> createRenaming(
      ParameterValues values, PriceList list) {
    Optional<String> from = values.text(MOVE_FROM.name());
    Optional<String> to = values.text(MOVE_TO.name());
    if (from.isPresent() != to.isPresent()) {
      throw ProblemException.invalidParameter(
          MOVE_TO.name(), "move_from and move_to belong together.", List.of("both, or none"));
    }
    return subject ->
        from.isPresent() && from.get().equals(subject.model())
            ? list.moveUsage(subject, to.get())
            : subject;
  }

  private static CheckAnswer createAnswer(
      String id, AccountSource.Account now, AccountSource.Account then) {
    boolean comparable = then.prices().book().currency().equals(now.prices().book().currency());
    List<ModelChange> models = new ArrayList<>();
    now.byWorkload()
        .forEach(
            (workload, before) ->
                models.addAll(
                    compareModels(
                        workload.id(), before, then.byWorkload().get(workload), comparable)));
    models.sort(
        Comparator.comparing(
            ModelChange::difference,
            Comparator.nullsLast(
                Comparator.comparing((Money money) -> money.amount().abs()).reversed())));
    Money costNow = Money.of(now.total().totals().amount());
    Money costThen = Money.of(then.total().totals().amount());
    return new CheckAnswer(
        id,
        true,
        now.coverage().from(),
        now.coverage().to(),
        now.prices().book().currency(),
        then.prices().book().currency(),
        costNow,
        costThen,
        comparable ? subtractAmounts(costThen, costNow) : null,
        models,
        Unpriced.from(then.total()));
  }

  private static List<ModelChange> compareModels(
      String workload, CostAccount now, CostAccount then, boolean comparable) {
    Map<String, CostTotals> nowByModel = now.byModel();
    Map<String, CostTotals> thenByModel = then.byModel();
    TreeSet<String> names = new TreeSet<>(nowByModel.keySet());
    names.addAll(thenByModel.keySet());
    return names.stream()
        .map(
            name -> {
              Money before = findAmount(nowByModel.get(name));
              Money after = findAmount(thenByModel.get(name));
              return new ModelChange(
                  workload,
                  name.equals(CostAccount.NO_MODEL) ? null : name,
                  before,
                  after,
                  comparable ? subtractAmounts(after, before) : null);
            })
        .toList();
  }

  private static Money findAmount(CostTotals totals) {
    return totals == null ? Money.of(BigDecimal.ZERO) : Money.of(totals.amount());
  }

  private static Money subtractAmounts(Money one, Money other) {
    return one == null || other == null ? null : Money.of(one.amount().subtract(other.amount()));
  }
}
