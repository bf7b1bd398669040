using System.Text.Json;
using System.Text.RegularExpressions;

namespace Infra.Tests;

/// <summary>What the compiled template promises, whatever the files look like.</summary>
public sealed partial class TemplateTests
{
    [SkippableFact]
    public async Task No_storage_account_has_shared_keys_or_public_blobs()
    {
        var accounts = (await ResourcesAsync()).Where(r => Type(r) == "Microsoft.Storage/storageAccounts" && !IsExisting(r)).ToArray();
        Assert.Equal(2, accounts.Length);
        var text = await CompiledAsync();
        Assert.Contains("\"allowSharedKeyAccess\": false", text, StringComparison.Ordinal);
        Assert.Contains("\"allowBlobPublicAccess\": false", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"allowSharedKeyAccess\": true", text, StringComparison.Ordinal);
        Assert.DoesNotContain("listKeys", text, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey=", text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Telemetry_is_taken_from_identities_only()
    {
        var insights = Assert.Single(await ResourcesAsync(), r => Type(r) == "Microsoft.Insights/components" && !IsExisting(r));
        Assert.True(insights.GetProperty("properties").GetProperty("DisableLocalAuth").GetBoolean());
    }

    [SkippableFact]
    public async Task No_role_goes_beyond_one_resource()
    {
        var assignments = (await ResourcesAsync()).Where(r => Type(r) == "Microsoft.Authorization/roleAssignments").ToArray();
        Assert.NotEmpty(assignments);
        Assert.All(assignments, assignment => Assert.True(assignment.TryGetProperty("scope", out _), assignment.ToString()));
        // Owner, contributor, user access administrator.
        var text = await CompiledAsync();
        foreach (var broad in new[] { "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "b24988ac-6180-42a0-ab88-20f7382dd24c", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9" })
            Assert.DoesNotContain(broad, text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Every_app_answers_over_https_only()
    {
        var apps = (await ResourcesAsync()).Where(r => Type(r) == "Microsoft.Web/sites").ToArray();
        Assert.Equal(3, apps.Length);
        Assert.All(apps, app => Assert.True(app.GetProperty("properties").GetProperty("httpsOnly").GetBoolean()));
    }

    [Fact]
    public void Every_event_an_alert_waits_for_is_logged_somewhere()
    {
        var names = EventNames().Matches(Repository.Text("infra/modules/alerts.bicep")).Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.NotEmpty(names);
        var sources = string.Concat(Directory.GetFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.All(names, name => Assert.Contains($"EventName = \"{name}\"", sources, StringComparison.Ordinal));
    }

    [Fact]
    public void The_containers_are_those_of_the_code()
    {
        var text = Repository.Text("infra/modules/storage.bicep");
        Assert.Contains($"name: '{Ecom.Pipeline.Storage.PipelineStores.DumpsContainer}'", text, StringComparison.Ordinal);
        Assert.Contains($"name: '{Ecom.Pipeline.Storage.PipelineStores.ArtefactsContainer}'", text, StringComparison.Ordinal);
    }

    private static async Task<string> CompiledAsync() => (await Bicep.Template.Value).Output;

    private static async Task<JsonElement[]> ResourcesAsync() => [.. Walk(JsonDocument.Parse(await CompiledAsync()).RootElement)];

    private static IEnumerable<JsonElement> Walk(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && element.TryGetProperty("apiVersion", out _)) yield return element;
            foreach (var property in element.EnumerateObject())
                foreach (var found in Walk(property.Value)) yield return found;
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                foreach (var found in Walk(item)) yield return found;
        }
    }

    private static string Type(JsonElement resource) => resource.GetProperty("type").GetString()!;

    private static bool IsExisting(JsonElement resource) => resource.TryGetProperty("existing", out var existing) && existing.GetBoolean();

    [GeneratedRegex("""EventName == "(\w+)"?""")]
    private static partial Regex EventNames();
}
