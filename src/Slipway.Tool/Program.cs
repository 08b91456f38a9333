using Slipway.Tool;

return await SlipwayTool.RunAsync(args, ToolSurroundings.OfProcess());
