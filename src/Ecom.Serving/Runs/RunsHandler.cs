using Ecom.Pipeline.Runs;
using Ecom.Serving.Http;

namespace Ecom.Serving.Runs;

/// <summary>Starts, lists and cancels refreshes.</summary>
public sealed class RunsHandler(RunService runs)
{
    private const int LongestReason = 200;
    private const int UsualRuns = 20;

    /// <exception cref="ApiException">The reason is too long.</exception>
    public async Task<StartedRun> StartAsync(StartRunRequest? request, CancellationToken cancellation) =>
        new(await runs.StartAsync(ReasonOf(request?.Reason), request?.Kind ?? RunKind.Challenge, cancellation: cancellation));

    /// <exception cref="ApiException">The limit is out of range.</exception>
    public async Task<RunList> ListAsync(int? limit, string? before, CancellationToken cancellation)
    {
        // One more than the page tells whether there is another; behind a cursor nobody knows how many come first.
        var most = before is null ? (limit ?? UsualRuns) + 1 : int.MaxValue;
        var (page, next) = await Paging.PageAsync(runs.ListAsync(Math.Max(1, most), cancellation), r => r.Id, limit, UsualRuns, before, cancellation);
        return new RunList(page, next);
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
