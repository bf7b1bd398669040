using System.Reflection;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Storage;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests;

/// <summary>
/// The functions of the Functions app, read from its source: so what is bound can be checked where the packages it is built with are not to be had.
/// </summary>
internal static class FunctionsApp
{
    private static readonly Type[] ConstantTypes = [typeof(OrchestrationNames), typeof(ActivityNames), typeof(PipelineStores)];

    public static IReadOnlyList<FunctionBinding> Functions { get; } = [.. Repository.SourceFiles("src/EcomFunctions").SelectMany(Read)];

    public static IEnumerable<FunctionBinding> With(string trigger) => Functions.Where(f => f.Trigger == trigger);

    private static IEnumerable<FunctionBinding> Read(string file)
    {
        var methods = CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>();
        foreach (var method in methods)
        {
            if (Attribute(method.AttributeLists, name => name == "Function") is not { } function) continue;
            var trigger = method.ParameterList.Parameters
                .Select(p => Attribute(p.AttributeLists, name => name.EndsWith("Trigger", StringComparison.Ordinal))).Single(a => a is not null)!;
            yield return new FunctionBinding(
                Value(function.ArgumentList!.Arguments[0].Expression), trigger.Name.ToString(),
                [.. trigger.ArgumentList?.Arguments.Select(Text) ?? []], method);
        }
    }

    private static AttributeSyntax? Attribute(IEnumerable<AttributeListSyntax> lists, Func<string, bool> isWanted) =>
        lists.SelectMany(l => l.Attributes).SingleOrDefault(a => isWanted(a.Name.ToString()));

    private static string Text(AttributeArgumentSyntax argument) =>
        argument.NameEquals is { } name ? $"{name.Name}={argument.Expression}" : argument.Expression.ToString().Trim('"');

    // A literal, or a constant of the pipeline.
    private static string Value(ExpressionSyntax expression)
    {
        if (expression is LiteralExpressionSyntax literal) return literal.Token.ValueText;
        var access = (MemberAccessExpressionSyntax)expression;
        var type = ConstantTypes.Single(t => t.Name == access.Expression.ToString());
        return (string)type.GetField(access.Name.ToString(), BindingFlags.Public | BindingFlags.Static)!.GetRawConstantValue()!;
    }
}
