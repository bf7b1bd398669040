using Ecom.Pipeline.Orchestration;
using EcomFunctions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace EcomFunctions.Activities;

/// <summary>Runs the catalogue's activity that has the function's name, with the run's id on every log line.</summary>
public sealed class ActivityInvoker(OrchestrationCatalogue catalogue, ILogger<ActivityInvoker> logger)
{
    public async Task<TOutput> RunAsync<TInput, TOutput>(FunctionContext context, TInput input)
    {
        var name = context.FunctionDefinition.Name;
        var subject = RunSubject.Of(input);
        using var scope = logger.BeginScope("{Shop} {RunId}", subject.Shop, subject.RunId);
        try
        {
            var output = (TOutput)(await catalogue.Activities[name].RunAsync(context.InstanceServices, input, context.CancellationToken))!;
            Messages.Write(output, $"output of activity '{name}'");
            RunEvents.Record(logger, input, output);
            return output;
        }
        catch (Exception e)
        {
            RunEvents.StepFailed(logger, e, name, subject.RunId);
            throw;
        }
    }
}
