using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.DurableTask.Protobuf;

namespace EcomFunctions.Tests.Conformance;

/// <summary>
/// A worker keeps events over a continue-as-new by sending them to its own instance. The build of 0.2.3-preview.1 that NuGet serves drops those
/// (https://github.com/microsoft/durabletask-dotnet/pull/708 mends it), but keeps what comes as carried over, so they are handed to it as that.
/// </summary>
internal sealed class KeptEvents : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (request is OrchestratorResponse turn) CarryOver(turn);
        return continuation(request, context);
    }

    private static void CarryOver(OrchestratorResponse turn)
    {
        var next = turn.Actions.FirstOrDefault(a => a.CompleteOrchestration is { OrchestrationStatus: OrchestrationStatus.ContinuedAsNew });
        if (next is null) return;
        foreach (var action in turn.Actions.Where(a => a.SendEvent is { } sent && sent.Instance.InstanceId == turn.InstanceId).ToList())
        {
            var raised = new EventRaisedEvent { Name = action.SendEvent.Name, Input = action.SendEvent.Data };
            next.CompleteOrchestration.CarryoverEvents.Add(new HistoryEvent { EventId = -1, EventRaised = raised });
            turn.Actions.Remove(action);
        }
    }
}
