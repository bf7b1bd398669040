using Ecom.Pipeline.Orchestrations;
using Microsoft.Extensions.Logging;

namespace EcomFunctions.Telemetry;

/// <summary>The events that alerts wait for; their names are what infra/modules/alerts.bicep asks for.</summary>
internal static partial class RunEvents
{
    /// <summary>Logs what an activity's outcome means to whoever watches the shop.</summary>
    public static void Record(ILogger logger, object? input, object? output)
    {
        switch (input, output)
        {
            case (ReportStep report, true):
                RefreshFinished(logger, report.Run.RunId, report.Promoted ?? "nothing", report.Decision);
                break;
            case (_, IngestOutcome { State: IngestState.Quarantined } outcome):
                DumpQuarantined(logger, input is DumpToIngest dump ? dump.Ingest.Path : "?", outcome.Reason ?? "?");
                break;
        }
    }

    [LoggerMessage(EventId = 1, EventName = "RefreshFinished", Level = LogLevel.Information, Message = "Refresh {RunId} finished and promoted {Promoted}: {Decision}")]
    private static partial void RefreshFinished(ILogger logger, string runId, string promoted, string decision);

    [LoggerMessage(EventId = 2, EventName = "DumpQuarantined", Level = LogLevel.Warning, Message = "The dump {Path} lies in quarantine: {Reason}")]
    public static partial void DumpQuarantined(ILogger logger, string path, string reason);

    [LoggerMessage(EventId = 3, EventName = "RefreshFailed", Level = LogLevel.Error, Message = "Refresh {RunId} failed: {Reason}")]
    public static partial void RefreshFailed(ILogger logger, string runId, string reason);

    [LoggerMessage(EventId = 4, EventName = "StepFailed", Level = LogLevel.Warning, Message = "An attempt at the step {Step} of {RunId} failed.")]
    public static partial void StepFailed(ILogger logger, Exception error, string step, string? runId);
}
