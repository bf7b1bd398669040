using System.Text.Json;
using Ecom.Pipeline;
using Ecom.Pipeline.Orchestration;
using Ecom.Serving.Http;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests;

/// <summary>The Functions app binds every orchestration, activity, route, schedule and container exactly once, and nothing else.</summary>
public sealed class FunctionBindingTests
{
    private static readonly OrchestrationCatalogue Catalogue = PipelineCatalogue.Create();

    [Fact]
    public void No_name_is_given_twice() =>
        Assert.Empty(FunctionsApp.Functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Every_orchestration_is_bound_once()
    {
        var bound = FunctionsApp.With("OrchestrationTrigger").ToArray();
        Assert.Equal(Catalogue.Orchestrations.Keys.Order(), bound.Select(f => f.Name).Order());
        foreach (var function in bound)
        {
            var entry = Catalogue.Orchestrations[function.Name];
            Assert.Equal($"Task<{Keyword(entry.OutputType)}>", function.Method.ReturnType.ToString());
            Assert.Equal(Keyword(entry.InputType), function.Method.ParameterList.Parameters[1].Type!.ToString());
        }
    }

    [Fact]
    public void Every_activity_is_bound_once_with_its_types()
    {
        var bound = FunctionsApp.With("ActivityTrigger").ToArray();
        Assert.Equal(Catalogue.Activities.Keys.Order(), bound.Select(f => f.Name).Order());
        foreach (var function in bound)
        {
            var entry = Catalogue.Activities[function.Name];
            Assert.Equal(Keyword(entry.InputType), function.Method.ParameterList.Parameters[0].Type!.ToString());
            Assert.Equal($"Task<{Keyword(entry.OutputType)}>", function.Method.ReturnType.ToString());
        }
    }

    [Fact]
    public void Every_operation_of_the_API_is_bound_once_on_its_route()
    {
        var bound = FunctionsApp.With("HttpTrigger").Select(f => $"{f.Name} {f.Arguments[1].ToUpperInvariant()} {f.Route}");
        Assert.Equal(ApiCatalogue.Operations.Select(o => $"{o.Name} {o.Method} {o.Pattern}").Order(), bound.Order());
    }

    [Fact]
    public void No_route_is_empty()
    {
        // The host serves a function whose route is empty under the function's name.
        Assert.DoesNotContain("", FunctionsApp.With("HttpTrigger").Select(f => f.Named("Route")));
        Assert.Contains("const string Root = \"{root:maxlength(0)?}\"", File.ReadAllText(Path.Combine(Repository.Root, "src", "EcomFunctions", "Http", "PageFunctions.cs")), StringComparison.Ordinal);
        Assert.Equal(["DashboardAction", "DashboardPage"], FunctionsApp.With("HttpTrigger").Where(f => f.Route == "").Select(f => f.Name).Order());
    }

    [Fact]
    public void Every_function_class_has_tests_that_call_each_of_its_functions()
    {
        var tests = Repository.SourceFiles("tests/EcomFunctions.Tests").ToLookup(f => Path.GetFileNameWithoutExtension(f)!);
        foreach (var (type, functions) in FunctionsApp.Functions.GroupBy(f => f.Type).Select(g => (g.Key, g.ToArray())))
        {
            var file = Assert.Single(tests[type + "Tests"]);
            var text = File.ReadAllText(file);
            // Activities differ in name and types alone: one contract calls every one of a class.
            if (text.Contains($"ActivityFunctionsContract<{type}>", StringComparison.Ordinal)) continue;
            Assert.All(functions, f => Assert.Contains($".{f.Method.Identifier.ValueText}(", text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Each_route_runs_the_operation_of_its_name_behind_the_right_gate()
    {
        foreach (var function in FunctionsApp.With("HttpTrigger"))
        {
            var (scope, isPage) = (ApiCatalogue.Operations.Single(o => o.Name == function.Name).Scope, !function.Route!.StartsWith("api/", StringComparison.Ordinal));
            var call = Assert.Single(function.Method.DescendantNodes().OfType<InvocationExpressionSyntax>());
            Assert.Equal(scope == ApiScope.Control ? "api.ControlAsync" : isPage && scope == ApiScope.Read ? "api.PageAsync" : "api.RunAsync", call.Expression.ToString());
            Assert.Equal($"\"{function.Name}\"", call.ArgumentList.Arguments[0].ToString());
            // The platform's keys open reading and writing only; control and pages ask for a sign-in, which the platform's triggers cannot.
            Assert.Equal(!isPage && scope is (ApiScope.Read or ApiScope.Write) ? "AuthorizationLevel.Function" : "AuthorizationLevel.Anonymous", function.Arguments[0]);
            foreach (var parameter in RouteParameters(function.Route!))
                Assert.Contains($"(\"{parameter}\", {parameter})", call.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_dumps_container_is_bound_by_one_known_pair()
    {
        var bound = FunctionsApp.With("BlobTrigger").ToArray();
        Assert.Equal(["DumpScanned", "DumpUploaded"], bound.Select(f => f.Name).Order());
        Assert.Equal([null, "BlobTriggerSource.EventGrid"], bound.OrderBy(f => f.Name).Select(f => f.Named("Source")));
        Assert.Single(bound.Select(f => f.Arguments[0]).Distinct());
        var settings = Settings();
        // Exactly one of the pair is on: locally the scanning one, in the cloud the other.
        Assert.Equal("false", settings["AzureWebJobs.DumpScanned.Disabled"]);
        Assert.Equal("true", settings["AzureWebJobs.DumpUploaded.Disabled"]);
        var bicep = File.ReadAllText(Path.Combine(Repository.Root, "infra", "modules", "app.bicep"));
        Assert.Contains("'AzureWebJobs.DumpScanned.Disabled': 'true'", bicep, StringComparison.Ordinal);
        Assert.Contains("'AzureWebJobs.DumpUploaded.Disabled': 'false'", bicep, StringComparison.Ordinal);
        var hooks = File.ReadAllText(Path.Combine(Repository.Root, "infra", "hooks", "subscribe.sh"));
        Assert.Contains("functionName=Host.Functions.DumpUploaded&", hooks, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_schedule_comes_from_a_setting_and_is_bound_once()
    {
        var bound = FunctionsApp.With("TimerTrigger").Select(f => f.Arguments[0]).Order();
        Assert.Equal(Settings().Keys.Where(k => k.EndsWith("Schedule", StringComparison.Ordinal) && !k.Contains("__", StringComparison.Ordinal)).Select(k => $"%{k}%").Order(), bound);
    }

    [Fact]
    public void Nothing_else_is_bound()
    {
        string[] known = ["OrchestrationTrigger", "ActivityTrigger", "HttpTrigger", "BlobTrigger", "TimerTrigger"];
        Assert.Equal(["PoisonDump"], FunctionsApp.Functions.Where(f => !known.Contains(f.Trigger)).Select(f => f.Name));
    }

    private static IEnumerable<string> RouteParameters(string route) =>
        route.Split('/').Where(s => s.StartsWith('{')).Select(s => s.Trim('{', '}'));

    private static string Keyword(Type type) =>
        type == typeof(string) ? "string" : type == typeof(int) ? "int" : type == typeof(bool) ? "bool" : type.Name;

    private static Dictionary<string, string> Settings()
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json")));
        return sample.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
    }
}
