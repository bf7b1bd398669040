using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Ecom.Pipeline;
using Ecom.Pipeline.Configuration;
using Ecom.Serving;

namespace Infra.Tests;

/// <summary>
/// The settings of the product are the same set in the options classes, in infra/settings.json (which Bicep reads), in what Bicep computes, in
/// local.settings.sample.json and in host.json.
/// </summary>
public sealed partial class SettingsTests
{
    private static readonly Dictionary<string, Type> Sections = new()
    {
        [PipelineServices.RefreshSection] = typeof(RefreshOptions),
        [PipelineServices.MonitorSection] = typeof(MonitorOptions),
        [PipelineServices.IngestSection] = typeof(IngestPolicy),
        [ServingOptions.Section] = typeof(ServingOptions),
        [TrainerOptions.Section] = typeof(TrainerOptions),
    };

    // The Functions host evaluates schedules itself and finds only flat names reliably; the app's timer reads RefreshSchedule instead.
    private static readonly string[] Elsewhere = ["Ecom__Monitor__Schedule"];

    // One shop a deployment; belongs to no options class.
    private const string Shop = "Ecom__Shop";

    [Fact]
    public void The_defaults_in_Bicep_are_those_of_the_options_classes()
    {
        var expected = Options().Where(o => !Computed().Contains(o.Key)).ToDictionary();
        var actual = Repository.Json("infra/settings.json").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
        AssertSame(expected, actual, "infra/settings.json");
    }

    [Fact]
    public void The_sample_has_the_same_settings_with_the_same_values()
    {
        var sample = Sample();
        var expected = Options();
        expected[Shop] = "default";
        var actual = sample.Where(s => s.Key.StartsWith("Ecom__", StringComparison.Ordinal)).ToDictionary();
        AssertSame(expected, actual, "local.settings.sample.json");
    }

    [Fact]
    public void What_Bicep_computes_is_an_option_or_a_setting_of_the_sample()
    {
        var known = Options().Keys.Append(Shop).ToHashSet();
        var computed = Computed();
        Assert.NotEmpty(computed);
        Assert.Empty(computed.Where(key => key.StartsWith("Ecom__", StringComparison.Ordinal) && !key.StartsWith("Ecom__Serving__Keys__", StringComparison.Ordinal)).Except(known));
        // A connection is one text against the emulator and several settings with an identity; what the platform alone needs has no local counterpart.
        var platform = new[] { "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "AZURE_CLIENT_ID", "FUNCTIONS_EXTENSION_VERSION", "DOCKER_REGISTRY_SERVER_URL" };
        var names = computed.Where(key => !key.StartsWith("Ecom__", StringComparison.Ordinal)).Select(key => key.Split("__")[0]).Except(platform);
        var sample = Sample().Keys.Where(key => !key.StartsWith("Ecom__", StringComparison.Ordinal));
        Assert.Equal(sample.Order(StringComparer.Ordinal), names.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Host_json_names_only_connections_that_are_set()
    {
        var durable = Repository.Json("host.json").GetProperty("extensions").GetProperty("durableTask").GetProperty("storageProvider");
        Assert.Contains(durable.GetProperty("connectionName").GetString()!, Sample().Keys);
        Assert.Empty(Placeholders().Matches(Repository.Text("host.json")).Select(match => match.Groups[1].Value).Except(Sample().Keys));
    }

    [Fact]
    public void The_hosts_container_is_not_the_homepage()
    {
        Assert.Equal("", Repository.Json("host.json").GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
        Assert.Equal("true", Sample()["AzureWebJobsDisableHomepage"]);
    }

    /// <summary>Settings with one value each; lists and groups keep their defaults unless an environment names them.</summary>
    private static Dictionary<string, string> Options()
    {
        var all = new Dictionary<string, string>();
        foreach (var (section, type) in Sections)
        {
            var defaults = Activator.CreateInstance(type)!;
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                if (property.CanWrite && Text(property.GetValue(defaults)) is { } text) all[$"{section.Replace(":", "__", StringComparison.Ordinal)}__{property.Name}"] = text;
        }

        foreach (var key in Elsewhere) Assert.True(all.Remove(key), $"{key} is no option any more.");
        return all;
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        bool b => b ? "true" : "false",
        TimeSpan t => t.ToString("c"),
        string or Enum => value.ToString(),
        int or long or double => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static Dictionary<string, string> Sample() =>
        Repository.Json("local.settings.sample.json").GetProperty("Values").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);

    private static HashSet<string> Computed() =>
        [.. Keys().Matches(Repository.Text("infra/modules/app.bicep")).Select(match => match.Groups[1].Value)];

    private static void AssertSame(Dictionary<string, string> expected, Dictionary<string, string> actual, string file)
    {
        var wrong = expected.Where(e => !actual.TryGetValue(e.Key, out var value) || value != e.Value).Select(e => $"\"{e.Key}\": \"{e.Value}\",")
            .Concat(actual.Keys.Except(expected.Keys).Select(key => $"without \"{key}\""));
        var text = string.Join('\n', wrong);
        Assert.True(text.Length == 0, $"{file} should read:\n{text}");
    }

    [GeneratedRegex("^  '?((?:[A-Z][A-Za-z]*(?:__\\w+)+)|AzureWebJobs[\\w.]+|[A-Z]+(?:_[A-Z]+)+|RefreshSchedule|FeedbackSchedule)'?:", RegexOptions.Multiline)]
    private static partial Regex Keys();

    [GeneratedRegex("%([^%\"]+)%")]
    private static partial Regex Placeholders();
}
