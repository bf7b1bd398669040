using System.Net.Http.Json;
using System.Text.Json;

namespace Ecom.HttpContract;

/// <summary>A running host.</summary>
/// <param name="Client">Talks to it.</param>
/// <param name="Stop">Stops it.</param>
/// <param name="IsGated">A gate in front of it refuses who has no key, with an empty 401: the cloud platform's own check.</param>
public sealed record ContractHost(HttpClient Client, Func<ValueTask> Stop, bool IsGated = false) : IAsyncDisposable
{
    public async Task<(int Status, JsonElement Body)> SendAsync(
        HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is HttpContent content) request.Content = content;
        else if (body is not null) request.Content = JsonContent.Create(body);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var status = (int)response.StatusCode;
        if (status >= 400 && path != "/api/health/ready" && !(IsGated && status == 401 && text.Length == 0)) Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return (status, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    public Task<(int Status, JsonElement Body)> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    public Task<(int Status, JsonElement Body)> PostAsync(string path, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body, headers);

    /// <summary>The item ids of a list that must be there.</summary>
    public async Task<string[]> ListAsync(string path)
    {
        var (status, body) = await GetAsync(path);
        Assert.Equal(200, status);
        return Ids(body);
    }

    public static string[] Ids(JsonElement list) => [.. list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("itemId").GetString()!)];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Stop();
    }
}
