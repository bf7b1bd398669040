using System.Text;

namespace Ecom.Benchmarks.Serving;

/// <summary>The mix of requests, as bytes for the wire: of the lists a fifth filtered by category, and of everything a twentieth feedback.</summary>
/// <param name="users">Customers, drawn by Zipf.</param>
/// <param name="items">Products.</param>
/// <param name="list">The path that answers with a list: <c>api/users/{id}/recommendations</c> or the stored one.</param>
internal sealed class LoadRequests(int users, int items, string list)
{
    public const string Recommendations = "/api/users/{id}/recommendations";
    public const string Stored = "/stored/{id}";

    /// <returns>The request, and whether it is feedback.</returns>
    public (byte[] Bytes, bool IsFeedback) Next(Random random)
    {
        var user = $"u{Zipf.Next(random, users)}";
        if (random.Next(20) == 0)
        {
            var body = $$"""{"events":[{"kind":"view","userId":"{{user}}","itemId":"i{{Zipf.Next(random, items)}}"}]}""";
            return (Encoding.ASCII.GetBytes(
                $"POST /api/feedback HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nIdempotency-Key: {Guid.NewGuid():N}\r\nContent-Length: {body.Length}\r\n\r\n{body}"), true);
        }
        var path = list.Replace("{id}", user, StringComparison.Ordinal);
        var filter = random.Next(5) == 0 ? $"&category=department{random.Next(10)}" : "";
        return (Encoding.ASCII.GetBytes($"GET {path}?n=10{filter} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), false);
    }
}
