namespace Ecom.Serving.Http;

/// <summary>A request that is answered with problem details of this status.</summary>
/// <param name="status">HTTP status code.</param>
/// <param name="detail">One sentence for the caller.</param>
/// <param name="errors">Reasons by field, where fields are to blame.</param>
public sealed class ApiException(int status, string detail, IReadOnlyDictionary<string, string[]>? errors = null) : Exception(detail)
{
    public int Status { get; } = status;
    public IReadOnlyDictionary<string, string[]>? Errors { get; } = errors;

    /// <summary>When to try again, where that helps.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static ApiException BadRequest(string field, string reason) =>
        new(400, $"{field}: {reason}", new Dictionary<string, string[]> { [field] = [reason] });

    public static ApiException NotFound(string what) => new(404, what);
}
