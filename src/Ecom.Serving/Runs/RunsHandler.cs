using Ecom.Pipeline.Runs;
using Ecom.Serving.Http;

namespace Ecom.Serving.Runs;

/// <summary>Starts, lists and cancels refreshes.</summary>
public sealed class RunsHandler(RunService runs)
{
    private const int LongestReason = 200;
    private const int MostRuns = 200;

    /// <exception cref="ApiException">The reason is too long.</exception>
    public async Task<StartedRun> StartAsync(StartRunRequest? request, CancellationToken cancellation) =>
        new(await runs.StartAsync(ReasonOf(request?.Reason), request?.Kind ?? RunKind.Challenge, cancellation: cancellation));

    /// <exception cref="ApiException">The limit is out of range.</exception>
    public async Task<RunList> ListAsync(int? limit, CancellationToken cancellation)
    {
        if (limit is < 1 or > MostRuns) throw ApiException.BadRequest("limit", $"must be from 1 to {MostRuns}.");
        var found = new List<RunState>();
        await foreach (var run in runs.ListAsync(limit ?? 20, cancellation)) found.Add(run);
        return new RunList(found);
    }

    /// <exception cref="ApiException">There is no such run.</exception>
    public async Task<RunState> GetAsync(string id, CancellationToken cancellation) =>
        await runs.GetAsync(id, cancellation) ?? throw NoSuchRun();

    /// <exception cref="ApiException">There is no such run.</exception>
    public async Task CancelAsync(string id, string? reason, CancellationToken cancellation)
    {
        if (!await runs.CancelAsync(id, ReasonOf(reason), cancellation)) throw NoSuchRun();
    }

    private static string ReasonOf(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? "asked for over HTTP"
        : reason.Length <= LongestReason ? reason
        : throw ApiException.BadRequest("reason", $"is longer than {LongestReason} characters.");

    private static ApiException NoSuchRun() => ApiException.NotFound("There is no run of that id, or it has not started yet.");
}
