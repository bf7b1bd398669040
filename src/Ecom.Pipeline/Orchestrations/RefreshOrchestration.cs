using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Runs;

namespace Ecom.Pipeline.Orchestrations;

/// <summary>Features and folds → train (fan-out) → gate → refit → promote. The decision rules are in <c>Gate/</c>.</summary>
public sealed class RefreshOrchestration : IOrchestration<RefreshInput, RefreshOutcome>
{
    public async Task<RefreshOutcome> RunAsync(IOrchestrationContext context, RefreshInput input)
    {
        var run = new RunStep(input.Shop, input.RunId);
        var steps = new StepClock(context);
        using var stop = new CancellationTokenSource();
        var cancel = context.WaitForExternalEventAsync<string>(RefreshEvents.Cancel, stop.Token);

        await steps.RunAsync("feedback", () =>
            context.CallActivityAsync<bool>(ActivityNames.ImportFeedback, run, Retries.Heavy));
        var data = await steps.RunAsync("prepare", () =>
            context.CallActivityAsync<PreparedData>(ActivityNames.PrepareData, run, Retries.Heavy));
        var plan = await steps.RunAsync("plan", () =>
            context.CallActivityAsync<RefreshPlan>(ActivityNames.PlanRefresh, new PlanInput(run, input.Kind, data), Retries.Storage));
        var deadline = context.CurrentUtcDateTime.AddSeconds(plan.MaximumSeconds);

        var trained = await steps.RunAsync("train", () => FanOut.TrainAsync(context, run, plan, deadline, cancel));
        var gate = await GateAsync(context, steps, new GateStep(run, input.Kind, data, trained), cancel);
        if (plan.Carries && gate.RefitJob is null && !cancel.IsCompleted)
        {
            // The served model could not be carried on, or lost by it: the refresh goes on as any other.
            var anew = await steps.RunAsync("plan", () => context.CallActivityAsync<RefreshPlan>(
                ActivityNames.PlanRefresh, new PlanInput(run, input.Kind, data, Refit: true), Retries.Storage));
            anew = anew with { Jobs = [.. anew.Jobs.Where(j => trained.All(t => t.Name != j.Name))] };
            trained = [.. trained, .. await steps.RunAsync("train", () => FanOut.TrainAsync(context, run, anew, deadline, cancel))];
            gate = await GateAsync(context, steps, new GateStep(run, input.Kind, data, trained), cancel);
        }

        string? promoted = null;
        if (gate.RefitJob is { } refit)
        {
            var outcome = await steps.RunAsync("refit", () =>
                FanOut.TrainOneAsync(context, run, refit, deadline.AddSeconds(plan.MaximumSeconds), cancel));
            if (outcome.Output is null)
            {
                gate = gate with { Decision = $"{gate.Decision} Its refit on all data failed ({outcome.Error}); the served model stays." };
            }
            else
            {
                promoted = await steps.RunAsync("promote", () => PromoteAsync(context, run, data, gate, outcome));
                if (promoted is null)
                    gate = gate with { Decision = $"{gate.Decision} Somebody else promoted a version meanwhile; that one stays." };
            }
        }

        await context.CallActivityAsync<bool>(
            ActivityNames.WriteReport, new ReportStep(run, input.Kind, data, trained, gate.Decision, promoted, steps.Seconds), Retries.Storage);
        await context.CallActivityAsync<bool>(ActivityNames.CollectGarbage, run, Retries.Storage);
        context.SetCustomStatus(new RunProgress("done", 1, 1));
        stop.Cancel();
        return new RefreshOutcome(data.DatasetVersion, promoted, gate.Decision);
    }

    private static async Task<GateOutcome> GateAsync(IOrchestrationContext context, StepClock steps, GateStep step, Task<string> cancel) =>
        cancel.IsCompletedSuccessfully
            ? new GateOutcome(null, null, $"cancelled: {await cancel}; the served model stays.")
            : await steps.RunAsync("gate", () => context.CallActivityAsync<GateOutcome>(ActivityNames.DecidePromotion, step, Retries.Storage));

    private static async Task<string?> PromoteAsync(
        IOrchestrationContext context, RunStep run, PreparedData data, GateOutcome gate, TrainOutcome refit)
    {
        var step = new RegisterStep(run, data, gate.Winner!, refit.Output!, gate.Served);
        var version = await context.CallActivityAsync<string>(ActivityNames.RegisterVersion, step, Retries.Storage);
        var promotion = new PromoteStep(run.Shop, version, gate.Decision, gate.Served);
        return await context.CallActivityAsync<bool>(ActivityNames.PromoteVersion, promotion, Retries.Storage) ? version : null;
    }
}
